import SQLite
import Testing

@Suite("A value is taken as it is or not at all")
struct BindingTests {
  @Test func `what cannot be bound is told, and is not taken for NULL`() throws {
    let connection = try Connection(":memory:", .create)
    // Values of up to 16 MiB.
    connection.allowReadingOnly()
    let select = try connection.prepare("SELECT length(?1)")
    select.bind(1, blob: [UInt8](repeating: 1, count: (16 << 20) + 1))
    #expect { _ = try select.step() } throws: { ($0 as? SQLiteError)?.isTooBig == true }
    select.bind(1, "x")
    #expect(try select.step())
    #expect(select.integer(0) == 1)
  }
}
