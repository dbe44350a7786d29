namespace Distributary.Conformance;

/// <summary>What to run.</summary>
internal sealed record CommandLine(string File, string Fixture, bool Ansi, string? Out)
{
    /// <summary>The options, null when the arguments are wrong. Without a fixture it is <c>fixture.sql</c> beside the file.</summary>
    public static CommandLine? Parse(string[] args)
    {
        string? file = null, fixture = null, output = null;
        var ansi = true;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--no-ansi")
                ansi = false;
            else if (args[i] == "--fixture" && i + 1 < args.Length)
                fixture = args[++i];
            else if (args[i] == "--out" && i + 1 < args.Length)
                output = args[++i];
            else if (file is null && !args[i].StartsWith("--", StringComparison.Ordinal))
                file = args[i];
            else
                return null;
        }
        return file is null ? null : new(file, fixture ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "fixture.sql"), ansi, output);
    }
}
