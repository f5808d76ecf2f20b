import ArgumentParser
import Ledger
import Platform
import Projecting

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Decide which item of 1C a product is.",
    subcommands: [SetOne.self, Unset.self, ImportTable.self, ListAll.self, Suggest.self])

  /// What every decision says besides.
  struct Because: ParsableArguments {
    @Option(help: "Why.") var reason: String
    @Option(help: "Who decides (else the environment's USER).") var author: String?
  }

  static func author(_ named: String?) -> String {
    named ?? Machine.environment("USER") ?? "unknown"
  }

  /// Appends the decisions and brings the tables to the head.
  static func decide(_ decisions: [Matching.Decision], _ ledger: Ledger) throws {
    let events = try Matching(ledger).decide(decisions)
    _ = try ledger.update(Projectors.all)
    let noun = events == 1 ? "decision" : "decisions"
    Machine.write("\(events) \(noun) appended, \(decisions.count - events) known before\n", to: 2)
  }

  struct SetOne: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "A product is this item.",
      discussion: """
        svod match set wb-main 123456789 7d1c…-…-…-…-…  --reason "renamed on the site"
        """)
    @OptionGroup var book: BookOption
    @Argument(help: "The cabinet's connection.") var connection: String
    @Argument(help: "The product's sku in the marketplace.") var product: String
    @Argument(help: "Ref_Key of the item in 1C.") var nomenclature: String
    @OptionGroup var because: Because

    func run() throws {
      try MatchCommand.decide(
        [
          Matching.Decision(
            connection: connection, product: product, nomenclature: nomenclature,
            reason: because.reason, author: MatchCommand.author(because.author))
        ], book.ledger())
    }
  }

  struct Unset: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unset", abstract: "Take a decision back: the automatic rules apply again.")
    @OptionGroup var book: BookOption
    @Argument(help: "The cabinet's connection.") var connection: String
    @Argument(help: "The product's sku in the marketplace.") var product: String
    @Option(help: "Why.") var reason: String = "taken back"
    @Option(help: "Who decides (else the environment's USER).") var author: String?

    func run() throws {
      try MatchCommand.decide(
        [
          Matching.Decision(
            connection: connection, product: product, nomenclature: nil, reason: reason,
            author: MatchCommand.author(author))
        ], book.ledger())
    }
  }

  struct ImportTable: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Take decisions from a CSV, all or none.",
      discussion: """
        The columns are connection, product, nomenclature and reason; an empty nomenclature takes a
        decision back.
        """)
    @OptionGroup var book: BookOption
    @Argument(help: "The file.") var file: String
    @Option(help: "Who decides (else the environment's USER).") var author: String?

    func run() throws {
      let ledger = try book.ledger()
      try MatchCommand.decide(
        Matching(ledger).read(file, author: MatchCommand.author(author)), ledger)
    }
  }

  struct ListAll: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The decisions, or the products that are left.")
    @OptionGroup var book: BookOption
    @Flag(help: "Products without an item, and the money that hangs on each.") var unmatched = false
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var format: FormatOption

    func run() throws {
      let ledger = try book.ledger()
      let matching = Matching(ledger)
      guard unmatched else {
        format.write(try matching.decisions(asOf: asOf.position(ledger) ?? .max))
        return
      }
      format.write(
        try asOf.asking([ledger.projector("p900")], ledger) { try matching.unmatched(in: $0) })
    }
  }

  struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "suggest", abstract: "Items that products without one may be, and why.")
    @OptionGroup var book: BookOption
    @Option(help: "Candidates a product.") var limit: Int = 3
    @OptionGroup var format: FormatOption

    func run() throws {
      format.write(try MatchSuggestions(book.ledger()).answer(limit: max(1, limit)))
    }
  }
}
