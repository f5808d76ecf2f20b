/// The numbers of SQLite's database file format, under the names that its documentation gives them.
enum FileFormat {
  /// The *header string*, "SQLite format 3" and a zero byte.
  static let headerString = Array("SQLite format 3".utf8) + [0]

  /// The *database header*: the first bytes of page 1.
  static let databaseHeaderSize = 100

  static let pageSizeMin = 512
  static let pageSizeMax = 65_536

  /// The *b-tree page type*: the first byte of a b-tree page.
  enum PageType {
    static let interiorIndex: UInt8 = 2
    static let interiorTable: UInt8 = 5
    static let leafIndex: UInt8 = 10
    static let leafTable: UInt8 = 13
  }

  /// The *b-tree page header* of a leaf; of an interior page, which has a *right-most pointer* too.
  static let leafHeaderSize = 8
  static let interiorHeaderSize = 12

  /// One entry of the *cell pointer array*.
  static let cellPointerSize = 2

  /// The least that a cell takes on a page, so that it can become a *freeblock*.
  static let cellSizeMin = 4

  static let pageNumberSize = 4

  /// A varint has at most this many bytes.
  static let varintSizeMax = 9

  /// The *lock-byte page* holds this byte of the file and is never used.
  static let pendingByte = 1 << 30

  /// Page numbers go up to this one.
  static let pageNumberMax = 0xFFFF_FFFE

  /// SQLite's limit on a row and on a string (`SQLITE_MAX_LENGTH`).
  static let payloadMax = 1_000_000_000

  /// *Serial types* of a record's values.
  enum SerialType {
    static let null: UInt8 = 0
    static let zero: UInt8 = 8
    static let one: UInt8 = 9

    /// A blob of n bytes is 12 + 2n, a text of n bytes 13 + 2n.
    static let blob = 12
    static let text = 13
  }

  /// Where the fields of the *database header* are; integers are big-endian.
  enum Header {
    static let pageSize = 16
    static let writeVersion = 18
    static let readVersion = 19
    static let embeddedFractionMax = 21
    static let embeddedFractionMin = 22
    static let leafFraction = 23
    static let changeCounter = 24
    static let databaseSize = 28
    static let schemaCookie = 40
    static let schemaFormat = 44
    static let textEncoding = 56
    static let userVersion = 60
    static let applicationID = 68
    static let versionValidFor = 92
    static let sqliteVersion = 96
  }

  /// *File format version numbers* for a write-ahead log: who changes the finished file finds it in the
  /// mode that he needs, and nobody has to be kept out for changing it.
  static let walVersion: UInt8 = 2
  static let embeddedPayloadFractionMax: UInt8 = 64
  static let embeddedPayloadFractionMin: UInt8 = 32
  static let leafPayloadFraction: UInt8 = 32
  static let schemaFormatNumber: UInt32 = 4
  static let utf8: UInt32 = 1

  /// The *SQLITE_VERSION_NUMBER* of the last writer: the first one that knows STRICT tables, so
  /// that files do not differ by the library that is installed.
  static let sqliteVersionNumber: UInt32 = 3_037_000
}
