/// A connection was added to the book, or its settings changed.
package struct ConnectionSettings: EventType {
  package static let kind = StreamKind("book.connections")
  package static let noun = "settings"

  package let name = Field<Text>(1, "The connection's name, first part of its streams")
  package let marketplace = Field<Text>(2, "WB, OZON, YM, LEMANA or 1C")
  package let organization = Field<Text>(3, "Name of the seller's organization in 1C")
  package let onec = Field<Text>(4, "The 1C connection whose catalogue the cabinet uses")
  package let zone = Field<Text>(5, "Time zone of times sent without offset")
  package init() {}
}
