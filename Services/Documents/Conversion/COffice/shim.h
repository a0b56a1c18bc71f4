#include <stddef.h>

// The beginning of LibreOfficeKit's tables of functions (LibreOfficeKit.h), which only ever grow at their end. The library
// is loaded where it is installed, so nothing is linked.
struct office;
struct office_document;

struct office_functions {
    size_t size;
    void (*destroy)(struct office *);
    struct office_document *(*load)(struct office *, const char *url);
};

struct office_document_functions {
    size_t size;
    void (*destroy)(struct office_document *);
    int (*save_as)(struct office_document *, const char *url, const char *format, const char *options);
};

struct office {
    struct office_functions *functions;
};

struct office_document {
    struct office_document_functions *functions;
};

typedef struct office *(*office_hook)(const char *program, const char *profile);
