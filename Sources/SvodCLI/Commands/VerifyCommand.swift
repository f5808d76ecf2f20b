import ArgumentParser
import Ledger
import Platform

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Prove that the book is what was written.",
    discussion: """
      Each finding is a line with place and remedy; exit code 1. --against compares with a copy of the
      file checkpoints that was kept elsewhere.
      """)

  @OptionGroup var book: BookOption
  @Flag(help: "Compare every table with a rebuild.") var deep = false
  @Option(help: "A copy of the checkpoints.") var against: String?

  func run() throws {
    let result = try Verification(book.ledger(), deep: deep, against: against)
    for line in result.checked { Machine.write("sound: \(line)\n", to: 1) }
    for finding in result.findings {
      Machine.write("\(finding.place): \(finding.problem): \(finding.remedy)\n", to: 1)
    }
    if !result.findings.isEmpty { throw ExitCode(1) }
  }
}
