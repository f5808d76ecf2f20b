import Platform

/// A disk as a power loss finds it: what was synced, and what was only said to be written.
///
/// Stricter than any file system: syncing a file does not sync its name, and syncing a folder not what
/// is in its files. Names of one folder change in order, as a journal keeps them; what is written to
/// files comes in any order, sector by sector.
struct PowerDisk: Sendable {
  struct Impossible: Error { let record: PowerRecord }

  /// What a name stands for, by its place in `nodes`.
  typealias Node = Int

  enum Content: Sendable {
    case file(PowerFile)
    case folder(PowerFolder)
    case link(to: String)
  }

  private(set) var nodes: [Content] = [.folder(PowerFolder())]

  /// The watched folder.
  static let root: Node = 0

  /// Whether a sync does something; canaries leave some of them out.
  var heeds: @Sendable (_ path: String) -> Bool = { _ in true }

  /// A disk on which everything below a folder is synced.
  init(_ path: String) throws { try read(path, into: Self.root) }

  private mutating func read(_ path: String, into folder: Node) throws {
    for name in try Files.names(in: path) where !name.hasSuffix("-shm") {
      let inside = path + "/" + name
      let node = nodes.count
      if let target = Files.target(of: inside) {
        nodes.append(.link(to: target))
      } else if try Files.kind(inside) == .folder {
        nodes.append(.folder(PowerFolder()))
        try read(inside, into: node)
      } else {
        nodes.append(.file(PowerFile(synced: try Files.read(inside, sizeMax: 1 << 30))))
      }
      change(folder) { $0.setSynced(name, node) }
    }
  }

  private mutating func change(_ node: Node, _ body: (inout PowerFolder) -> Void) {
    guard case .folder(var folder) = nodes[node] else { return }
    body(&folder)
    nodes[node] = .folder(folder)
  }

  private mutating func write(_ node: Node, _ change: PowerFile.Change) {
    guard case .file(var file) = nodes[node] else { return }
    // One copy of the pending list at a time.
    nodes[node] = .link(to: "")
    file.pending.append(change)
    nodes[node] = .file(file)
  }

  /// Where a path leads now.
  private func find(_ path: String) -> Node? {
    var node = Self.root
    for name in path.split(separator: "/") {
      guard case .folder(let folder) = nodes[node], let next = folder.names[String(name)] else {
        return nil
      }
      node = next
    }
    return node
  }

  private func place(of path: String, _ record: PowerRecord) throws -> (folder: Node, name: String)
  {
    guard let folder = find(path.contains("/") ? Files.parent(path) : "") else {
      throw Impossible(record: record)
    }
    return (folder, Files.name(path))
  }

  /// Does what a process did.
  mutating func apply(_ record: PowerRecord) throws {
    switch record.call {
    case .acknowledge: return
    case .create: try add(.file(PowerFile(synced: [])), record)
    case .makeFolder: try add(.folder(PowerFolder()), record)
    case .link(let target): try add(.link(to: target), record)
    case .unlink:
      let (folder, name) = try place(of: record.path, record)
      change(folder) { $0.change(.remove(name)) }
    case .rename(let target):
      let (folder, name) = try place(of: record.path, record)
      let (other, new) = try place(of: target, record)
      guard folder == other else { throw Impossible(record: record) }
      change(folder) { $0.change(.move(name, to: new)) }
    case .write, .truncate, .sync, .refuse:
      guard let node = find(record.path) else { throw Impossible(record: record) }
      switch record.call {
      case .write(let offset, let bytes): write(node, .write(at: offset, bytes))
      case .truncate(let size): write(node, .truncate(to: size))
      case .refuse: refuse(node)
      default: if heeds(record.path) { sync(node) }
      }
    }
  }

  private mutating func add(_ content: Content, _ record: PowerRecord) throws {
    let (folder, name) = try place(of: record.path, record)
    nodes.append(content)
    change(folder) { [node = nodes.count - 1] in $0.change(.add(name, node)) }
  }

  /// Processes go on seeing what a refused sync was for, and no later sync brings it to the disk.
  ///
  /// The system takes it for written. A folder's names come with the next sync.
  private mutating func refuse(_ node: Node) {
    guard case .file(var file) = nodes[node] else { return }
    file.refuse()
    nodes[node] = .file(file)
  }

  private mutating func sync(_ node: Node) {
    switch nodes[node] {
    case .file(var file):
      file.sync()
      nodes[node] = .file(file)
    case .folder: change(node) { $0.sync() }
    case .link: return
    }
  }
}

/// A folder's names: those that are on the disk, and what was changed since.
struct PowerFolder: Sendable {
  enum Change: Sendable {
    case add(String, PowerDisk.Node)
    case remove(String)
    case move(String, to: String)
  }

  private(set) var synced: [String: PowerDisk.Node] = [:]

  /// As processes see them.
  private(set) var names: [String: PowerDisk.Node] = [:]
  private(set) var pending: [Change] = []

  mutating func setSynced(_ name: String, _ node: PowerDisk.Node) {
    synced[name] = node
    names[name] = node
  }

  mutating func change(_ change: Change) {
    Self.apply(change, to: &names)
    pending.append(change)
  }

  mutating func sync() {
    synced = names
    pending = []
  }

  /// The names when so many of the changes had reached the disk.
  func names(after count: Int) -> [String: PowerDisk.Node] {
    var names = synced
    for change in pending.prefix(count) { Self.apply(change, to: &names) }
    return names
  }

  private static func apply(_ change: Change, to names: inout [String: PowerDisk.Node]) {
    switch change {
    case .add(let name, let node): names[name] = node
    case .remove(let name): names[name] = nil
    case .move(let name, let target): names[target] = names.removeValue(forKey: name)
    }
  }
}
