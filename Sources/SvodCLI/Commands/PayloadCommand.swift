import ArgumentParser
import Ledger
import Platform

struct PayloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payload", abstract: "List, trace, write out and erase payloads in the archive.",
    subcommands: [
      ListAll.self, Show.self, WriteOut.self, PayloadExportTrip.self, Erase.self,
    ])

  struct ListAll: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Every import and its payload.")
    @OptionGroup var book: BookOption
    @OptionGroup var format: FormatOption

    func run() throws { format.write(try Payloads(book.ledger()).list()) }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "The events that a payload brought, and the rows they make.",
      discussion: "Example: svod payload show 9f3a --limit 100")
    @OptionGroup var book: BookOption
    @Argument(help: "The import's number, or the beginning of the SHA-256.") var payload: String
    @OptionGroup var contents: ContentsOption
    @OptionGroup var format: FormatOption

    func run() throws {
      let ledger = try book.ledger()
      try contents.write(Payloads(ledger).imports(of: payload), of: ledger, format)
    }
  }

  struct WriteOut: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "bytes", abstract: "Write a payload's bytes to stdout as they were received.",
      discussion: "Example: svod payload bytes 3 > page.json")
    @OptionGroup var book: BookOption
    @Argument(help: "The import's number, or the beginning of the SHA-256.") var payload: String

    func run() throws { Machine.write(try Payloads(book.ledger()).bytes(payload), to: 1) }
  }

  struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "erase", abstract: "Remove payloads' bytes for good; their events stay.",
      discussion: """
        For payloads that hold personal data. The log keeps the hash, an event tells of it, and
        svod verify stays clean. Every payload that mentions a name, a phone or an order is listed first;
        --yes erases them.

          svod payload erase 3 --reason "request of 5 March"
          svod payload erase --subject "Иван Петров" --reason "request of 5 March" --yes
        """)
    @OptionGroup var book: BookOption
    @Argument(
      help: "An import's number, the beginning of a SHA-256, or a text that payloads mention.")
    var payload: String?
    @Option(help: "A text that payloads mention, even if it looks like a number.")
    var subject: String?
    @Option(help: "Why.") var reason: String
    @Flag(help: "Erase every payload that mentions the subject.") var yes = false
    @OptionGroup var format: FormatOption

    func run() throws {
      let ledger = try book.ledger()
      guard let text = payload ?? subject, payload == nil || subject == nil else {
        throw LedgerError(.usage, "name one payload or one --subject")
      }
      if subject == nil, let hash = try Payloads(ledger).hash(named: text) {
        try erase([hash], ledger)
        return
      }
      let isName = subject == nil && text.count < Subject.countMin
      guard !isName, case let mentioned = try Subject(text, in: ledger), !mentioned.found.isEmpty
      else {
        throw LedgerError(
          .noInput,
          "there is no import or payload \(text), and none mentions it: svod payload list tells them"
        )
      }
      format.write(mentioned.answer)
      guard yes else {
        Machine.write("nothing was erased: --yes erases these payloads\n", to: 2)
        return
      }
      try erase(mentioned.found.map(\.hash), ledger)
    }

    private func erase(_ hashes: [[UInt8]], _ ledger: Ledger) throws {
      for hash in try Payloads(ledger).erase(hashes, reason: reason) {
        Machine.write("erased payload \(hash.prefix(16))\n", to: 2)
      }
      Machine.write(
        "backups made before now still hold it: remove them, or make new ones in their place\n",
        to: 2)
    }
  }
}
