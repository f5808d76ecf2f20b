extension Bomb {
  private static let header = "Дата;Артикул;Цена"

  static let tables: [Bomb] = [
    Bomb("1,001 columns", text: "a.csv", "ut", saying: "more than 1000 cells", prices) {
      String(repeating: "a;", count: 1_001) + "\n"
    },
    Bomb("a million columns", text: "a.csv", "ut", saying: "more than 1000 cells", prices) {
      "\(header)\n" + String(repeating: ";", count: 1_000_000) + "\n"
    },
    Bomb("a cell of 5 MB", text: "a.csv", "ut", saying: "a cell over 1 MiB", prices) {
      "\(header)\n\(String(repeating: "x", count: 5_000_000));1\n"
    },
    Bomb("a quote that never ends", text: "a.csv", "ut", saying: "a quoted cell never ends", prices)
    {
      "\(header)\n\"\(String(repeating: "x\n", count: 2_000_000))"
    },
    Bomb("a first line of 5 MB", text: "a.csv", "ut", saying: "svod: ", prices) {
      String(repeating: "x", count: 5_000_000)
    },
  ]

  private static let prices = "table.dealer-prices"

  private init(
    _ about: String, text file: String, _ connection: String, saying: String, _ kind: String,
    _ text: @escaping @Sendable () -> String
  ) {
    self.init(about, text: file, connection, kind: kind, saying: saying, text)
  }

  static let archives: [Bomb] =
    [
      archive("zeros, a thousand to one", "more than 200 times its size") { zip in
        zip.add("a.csv", Array(repeating: 0x30, count: 20 << 20))
      },
      archive("2,000 entries of 60 KB each", "more than 64 MiB") { zip in
        let content = Array("\(header)\n".utf8) + Array(repeating: 0x78, count: 60 << 10)
        let packed = zip.deflated(content)
        let crc = zip.checksum(content)
        for index in 0..<2_000 {
          zip.add(Array("\(index).csv".utf8), packed, size: content.count, crc: crc)
        }
      },
      archive("10,001 entries", "more than 10000 entries") { zip in
        for index in 0..<10_001 { zip.add(Array("\(index)".utf8), [3, 0], size: 0, crc: 0) }
      },
      archive("a size that is a lie", "is damaged") { zip in
        var lie = ZIPWriter.Lie()
        lie.size = 60_000
        zip.add("a.csv", Array("\(header)\n".utf8), lie)
      },
      archive("4 GB by its own words", "times its size") { zip in
        var lie = ZIPWriter.Lie()
        lie.size = 0xFFFF_FFF0
        zip.add("a.csv", Array("\(header)\n".utf8), lie)
      },
      archive("entries that share their bytes", "overlap") { zip in
        var lie = ZIPWriter.Lie()
        lie.offset = 0
        zip.add("a.csv", Array("\(header)\n".utf8))
        zip.add("b.csv", Array("\(header)\n".utf8), lie)
      },
      archive("one name twice", "stands twice") { zip in
        zip.add("a.csv", [])
        zip.add("a.csv", [])
      },
      archive("encrypted", "is encrypted") { zip in
        var lie = ZIPWriter.Lie()
        lie.flags = 1
        zip.add("a.csv", [0x61], lie)
      },
      archive("an archive in an archive in an archive", "no table in the payload") { zip in
        var inner = ZIPWriter()
        inner.add("a.csv", Array(repeating: 0x30, count: 1 << 20))
        for level in 0..<3 {
          var outer = ZIPWriter()
          outer.add("\(level).zip", inner.finish())
          inner = outer
        }
        zip.add("outer.zip", inner.finish())
      },
    ]
    + ["../../etc/passwd", "/etc/passwd", "a/../../b.csv", "..\\b.csv", "a\u{0}.csv", ""].map {
      name in
      archive("the name «\(name)»", "a name in the ZIP archive is not one") { zip in
        zip.add(name, Array("\(header)\n".utf8))
      }
    }

  private static func archive(
    _ about: String, _ saying: String, _ fill: @escaping @Sendable (inout ZIPWriter) -> Void
  ) -> Bomb {
    Bomb(about, "a.zip", "ut", kind: prices, saying: saying) {
      var zip = ZIPWriter()
      fill(&zip)
      return zip.finish()
    }
  }
}
