namespace Distributary.Embedded.Delta;

/// <summary>Paths of data files: percent-encoded and mostly relative in the log, plain and absolute on disk.</summary>
internal static class DataPath
{
    /// <summary>The file on disk that a path of the log means.</summary>
    /// <exception cref="DeltaException">The file lies in another file system.</exception>
    public static string Resolve(string tablePath, string logged)
    {
        if (logged.StartsWith("file:", StringComparison.Ordinal))
            return Uri.UnescapeDataString("/" + logged["file:".Length..].TrimStart('/'));
        var colon = logged.IndexOf(':', StringComparison.Ordinal);
        if (colon > 1 && logged.AsSpan(0, colon).IndexOfAny('/', '%') < 0 && Uri.CheckSchemeName(logged[..colon]))
            throw new DeltaException(tablePath, $"the file {logged} isn't in the local file system");
        return Path.Combine(tablePath, Uri.UnescapeDataString(logged));
    }

    /// <summary>How the log writes the path of a file in a table's folder.</summary>
    public static string Log(string tablePath, string file) =>
        string.Join('/', Path.GetRelativePath(tablePath, file).Split(Path.DirectorySeparatorChar).Select(s => Uri.EscapeDataString(s).Replace("%3D", "=", StringComparison.Ordinal)));
}
