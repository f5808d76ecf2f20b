/// The *database header*: the first 100 bytes of page 1.
struct DatabaseHeader {
  let pageSize: Int
  let pages: Int
  let applicationID: Int32
  let userVersion: Int32

  func put(on page: Memory) {
    let start = unsafe page.base
    unsafe start.initializeMemory(
      as: UInt8.self, repeating: 0, count: FileFormat.databaseHeaderSize)
    unsafe FileFormat.headerString.withUnsafeBytes { bytes in
      unsafe UnsafeMutableRawBufferPointer(start: start, count: bytes.count).copyMemory(from: bytes)
    }
    typealias Field = FileFormat.Header
    // A page of 65,536 bytes is stored as 1.
    let size = pageSize == FileFormat.pageSizeMax ? 1 : UInt16(pageSize)
    unsafe (start + Field.pageSize).storeBigEndian(size)
    for (offset, value) in [
      (Field.writeVersion, FileFormat.walVersion), (Field.readVersion, FileFormat.walVersion),
      (Field.embeddedFractionMax, FileFormat.embeddedPayloadFractionMax),
      (Field.embeddedFractionMin, FileFormat.embeddedPayloadFractionMin),
      (Field.leafFraction, FileFormat.leafPayloadFraction),
    ] {
      unsafe start.storeBytes(of: value, toByteOffset: offset, as: UInt8.self)
    }
    for (offset, value) in [
      (Field.changeCounter, 1), (Field.databaseSize, UInt32(pages)), (Field.schemaCookie, 1),
      (Field.schemaFormat, FileFormat.schemaFormatNumber), (Field.textEncoding, FileFormat.utf8),
      (Field.userVersion, UInt32(bitPattern: userVersion)),
      (Field.applicationID, UInt32(bitPattern: applicationID)), (Field.versionValidFor, 1),
      (Field.sqliteVersion, FileFormat.sqliteVersionNumber),
    ] {
      unsafe (start + offset).storeBigEndian(value)
    }
  }
}
