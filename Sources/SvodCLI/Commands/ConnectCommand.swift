import ArgumentParser
import Ledger
import Platform

struct ConnectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connect", abstract: "Add and list connections: cabinets and 1C bases.",
    subcommands: [Add.self, ListAll.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a connection, or change its settings.",
      discussion: """
        Example: svod connect add wb-main --marketplace WB --organization "ООО «Ромашка»" --onec ut
        """)

    @OptionGroup var book: BookOption
    @Argument(help: "A name for it: Latin letters, digits, - _ .") var name: String

    @Option(help: "WB, OZON, YM, LEMANA or 1C.") var marketplace: String
    @Option(help: "Name of the seller's organization in 1C.") var organization: String?
    @Option(help: "The 1C connection whose catalogue the cabinet uses.") var onec: String?
    @Option(help: "Zone of times sent without offset, such as Europe/Moscow.") var zone: String?

    func run() throws {
      let events = try book.ledger().connect(
        Connections.Settings(
          name: name, marketplace: marketplace.uppercased(), organization: organization, onec: onec,
          zoneName: zone))
      Machine.write(
        events == 0 ? "\(name) is connected so already\n" : "connected \(name)\n", to: 2)
    }
  }

  struct ListAll: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the connections.")

    @OptionGroup var book: BookOption
    @OptionGroup var format: FormatOption

    func run() throws {
      func cell(_ text: String?) -> Answer.Cell { text.map { .text($0) } ?? .null }
      format.write(
        Answer(
          columns: ["name", "marketplace", "organization", "onec", "zone"],
          rows: try book.ledger().connections().all.map {
            [
              .text($0.name), .text($0.marketplace), cell($0.organization), cell($0.onec),
              cell($0.zoneName),
            ]
          }))
    }
  }
}
