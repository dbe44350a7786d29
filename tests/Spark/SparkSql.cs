using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Distributary.Testing;

/// <summary>A real Spark with Delta in a process of its own, asked in SQL.</summary>
public sealed class SparkSql : IDisposable
{
    private static readonly string[] OpenPackages =
    [
        "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util", "java.util.concurrent", "java.util.concurrent.atomic",
        "jdk.internal.ref", "sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar",
    ];

    private readonly Process java;
    private readonly string warehouse;
    private readonly StringBuilder errors = new();

    private SparkSql(string home)
    {
        warehouse = Path.Combine(Path.GetTempPath(), "distributary-tests", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(warehouse);
        var start = new ProcessStartInfo("java") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = warehouse, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 };
        foreach (var package in OpenPackages)
            start.ArgumentList.Add($"--add-opens=java.base/{package}=ALL-UNNAMED");
        foreach (var argument in new[] { "-Xmx1g", "-Dlog4j2.level=ERROR", "-Dfile.encoding=UTF-8", "-cp", Path.Combine(home, "jars", "*"), SourceFile(), warehouse })
            start.ArgumentList.Add(argument);
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        java = Process.Start(start)!;
        java.ErrorDataReceived += (_, e) => errors.AppendLine(e.Data);
        java.BeginErrorReadLine();
        Answer();
    }

    /// <summary>The Spark versions that the environment names, with their homes.</summary>
    public static IReadOnlyList<(string Version, string Home)> Installed { get; } =
        new[] { "3_5", "4_0", "4_2" }.Select(v => (v.Replace('_', '.'), Environment.GetEnvironmentVariable("SPARK_HOME_" + v) ?? "")).Where(v => v.Item2.Length > 0).ToList();

    /// <summary>Starts a version.</summary>
    public static SparkSql Start(string version) => new(Installed.Single(v => v.Version == version).Home);

    /// <summary>Runs a statement and gives its rows as JSON.</summary>
    public IReadOnlyList<string> Run(string sql)
    {
        java.StandardInput.WriteLine(sql.ReplaceLineEndings(" "));
        java.StandardInput.Flush();
        return Answer();
    }

    /// <summary>The schema of a query as JSON.</summary>
    public string Schema(string sql) => Run("schema " + sql).Single();

    /// <inheritdoc/>
    public void Dispose()
    {
        java.StandardInput.Close();
        if (!java.WaitForExit(TimeSpan.FromSeconds(30)))
            java.Kill(entireProcessTree: true);
        java.Dispose();
        Directory.Delete(warehouse, recursive: true);
    }

    private static string SourceFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "SparkSql.java");

    private List<string> Answer()
    {
        var rows = new List<string>();
        while (java.StandardOutput.ReadLine() is { } line)
        {
            if (line == "ok")
                return rows;
            if (line.StartsWith("error ", StringComparison.Ordinal))
                throw new InvalidOperationException("Spark: " + line["error ".Length..]);
            rows.Add(line);
        }
        throw new InvalidOperationException("Spark ended: " + errors);
    }
}
