import Conversion
import Glibc

@main
enum Main {
    static func main() {
        exit(DocumentReader.main(CommandLine.arguments))
    }
}
