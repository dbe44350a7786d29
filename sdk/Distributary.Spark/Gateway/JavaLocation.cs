using System.Runtime.InteropServices;

namespace Distributary.Spark.Gateway;

/// <summary>Where Spark's scripts look for Java.</summary>
internal static class JavaLocation
{
    private static readonly string Program = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "java.exe" : "java";

    /// <summary>Says that there is no Java; null where there is one. Asked only once a launch failed, because Spark's own configuration may name another Java.</summary>
    /// <param name="overrides">The environment variables of the driver that differ from this process's.</param>
    public static string? DescribeMissing(IReadOnlyDictionary<string, string?> overrides)
    {
        var home = Variable("JAVA_HOME");
        if (!string.IsNullOrEmpty(home))
            return File.Exists(Path.Combine(home, "bin", Program)) ? null : $"Java was not found: JAVA_HOME is {home}, but there is no bin/{Program} in it. Set it to the folder of a Java 17.";
        var folders = (Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Any(f => File.Exists(Path.Combine(f, Program))) ? null : $"Java was not found: JAVA_HOME isn't set and there is no {Program} on the PATH. Install Java 17, or set JAVA_HOME to its folder.";

        string? Variable(string name) => overrides.TryGetValue(name, out var value) ? value : Environment.GetEnvironmentVariable(name);
    }
}
