/// Names lines by what they are about: `sku`, and `sku#2`, … when it comes again in the document.
package struct LineNumbers {
  private var seen: [String: Int] = [:]

  package init() {}

  package mutating func next(_ name: String) -> String {
    let count = (seen[name] ?? 0) + 1
    seen[name] = count
    return count == 1 ? name : "\(name)#\(count)"
  }
}
