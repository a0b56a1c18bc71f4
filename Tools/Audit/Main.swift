import Daemon
import Glibc

@main
struct Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        exit(await AuditCommand.run(arguments).rawValue)
    }
}
