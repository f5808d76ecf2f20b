import Domain
import Foundation
import Ledger
import Platform
package import TestKit

/// Promise 18: whoever is erased is in no file of the book any more, and the book is still sound.
package enum ErasureProof {
  /// Puts made-up people into payloads in many spellings, erases them, and looks for them byte by byte.
  package static func run(
    count: Int, seed: UInt64, erases: Bool = true, judges: [Judge] = Judge.both
  ) throws -> Tally {
    var random = SeededRandom(seed)
    var tally = Tally()
    for number in 0..<count {
      let person = Person(&random)
      let book = try TemporaryBook()
      try book.connect("wb-main", "WB")
      var spellings: [[UInt8]] = []
      for (index, spelling) in person.spellings.enumerated() {
        let file = try book.write(page(spelling, index), to: "page-\(index).json")
        var request = ImportRequest(paths: [file], connection: "wb-main")
        request.fetchedAt = Instant(rawValue: 1_772_000_000_000_000 + Int64(index))
        _ = try book.ledger.take(request)
        spellings.append(spelling)
      }
      tally.tried += 1
      let subject = number % 2 == 0 ? person.name : person.phone
      let found = try Subject(subject, in: book.ledger).found
      if erases { _ = try Payloads(book.ledger).erase(found.map(\.hash), reason: "asked") }
      let expected = person.mentions(subject)
      if found.count < expected.count {
        tally.miss("\(subject): \(found.count) of \(expected.count) payloads were listed")
        continue
      }
      if let place = try mention(of: expected, in: book.path) {
        tally.lose("\(subject) is still in \(place)")
        continue
      }
      for judge in judges {
        if let finding = try judge.run([book.path])[0].first {
          tally.miss("\(judge.name) after the erasure: \(finding)")
        }
      }
      tally.found += 1
    }
    return tally
  }

  private struct Person {
    let name: String
    let phone: String

    init(_ random: inout SeededRandom) {
      let letters = Array("АБВГДЕЖЗИКЛМНОПРСТУФХ").map(String.init)
      func word() -> String {
        (0..<6).map { _ in letters.randomElement(using: &random) ?? "А" }.joined().capitalized
      }
      name = word() + " " + word()
      phone = "+79" + (0..<9).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
    }

    /// As payloads write the name and the phone.
    var spellings: [[UInt8]] {
      mentions(name) + mentions(phone)
    }

    func mentions(_ subject: String) -> [[UInt8]] {
      guard subject == name else {
        let digits = phone.dropFirst(2)
        let parts = [digits.prefix(3), digits.dropFirst(3).prefix(3), digits.suffix(4)]
          .map(String.init)
        return [
          phone, "8\(digits)",
          "8 (\(parts[0])) \(parts[1])-\(parts[2].prefix(2))-\(parts[2].suffix(2))",
        ].map { Array($0.utf8) }
      }
      let escaped = name.utf16.map { unit in
        unit < 0x80
          ? String(UnicodeScalar(UInt8(unit)))
          : "\\u0" + String(unit, radix: 16)
      }.joined()
      return [name, name.uppercased(), escaped].map { Array($0.utf8) }
    }
  }

  /// A page of sales whose rows mention somebody in a field that no event takes.
  private static func page(_ spelling: [UInt8], _ index: Int) -> [UInt8] {
    let head = """
      [{"date":"2026-03-06T02:00:00","lastChangeDate":"2026-03-06T08:48:5\(index)","supplierArticle":"A",
      "nmId":1,"barcode":"4608084138945","totalPrice":10,"discountPercent":0,"spp":0,"forPay":9,
      "finishedPrice":10,"priceWithDisc":10,"saleID":"S\(index)","srid":"s\(index)","buyerNote":"
      """
    return Array(head.split(separator: "\n").joined().utf8) + spelling + Array("\"}]".utf8)
  }

  /// A file of the book that holds one of the spellings.
  private static func mention(of spellings: [[UInt8]], in path: String) throws -> String? {
    for name in try Files.names(in: path) {
      let inside = path + "/" + name
      if try Files.kind(inside) == .folder {
        if let found = try mention(of: spellings, in: inside) { return found }
        continue
      }
      let bytes = try Files.read(inside, sizeMax: 1 << 30)
      for spelling in spellings {
        guard let first = spelling.first else { continue }
        for start in bytes.indices where bytes[start] == first {
          if bytes[start...].starts(with: spelling) { return inside }
        }
      }
    }
    return nil
  }
}
