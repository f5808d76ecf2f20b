import Tampering
import TestKit
import Testing

@Suite("A sound book is sound to both verifiers")
struct SoundBookTests {
  /// Among them are events with lists, whose fields have fields.
  @Test(arguments: Trip.all)
  func `after every trip`(_ trip: Trip) throws {
    let book = try TemporaryBook(after: trip)
    for judge in Judge.both {
      #expect(try judge.run([book.path]) == [[]], "\(judge.name)")
    }
  }
}
