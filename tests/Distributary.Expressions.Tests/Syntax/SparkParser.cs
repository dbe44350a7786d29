using System.Diagnostics;

namespace Distributary.Expressions.Tests.Syntax;

/// <summary>Asks the parser of the Spark at <c>SPARK_HOME</c>.</summary>
internal static class SparkParser
{
    private static readonly string[] OpenPackages =
        ["java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util", "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch", "sun.security.action", "sun.util.calendar"];

    /// <summary>The error class for each text, null where Spark parses it.</summary>
    public static IReadOnlyList<string?> Verdicts(IReadOnlyList<string> texts)
    {
        var home = Environment.GetEnvironmentVariable("SPARK_HOME");
        if (string.IsNullOrEmpty(home))
            Assert.Skip("SPARK_HOME names no Spark to ask.");

        var folder = Directory.CreateTempSubdirectory("spark-parser");
        try
        {
            var input = Path.Combine(folder.FullName, "in");
            var output = Path.Combine(folder.FullName, "out");
            File.WriteAllText(input, string.Join('\0', texts));
            var start = new ProcessStartInfo("java") { RedirectStandardError = true };
            foreach (var package in OpenPackages)
                start.ArgumentList.Add($"--add-opens=java.base/{package}=ALL-UNNAMED");
            foreach (var argument in new[] { "-Dlog4j2.level=OFF", "-Xss16m", "-cp", Path.Combine(home, "jars", "*"), Path.Combine(AppContext.BaseDirectory, "ParseVerdicts.java"), input, output })
                start.ArgumentList.Add(argument);
            using var java = Process.Start(start)!;
            var errors = java.StandardError.ReadToEnd();
            java.WaitForExit();
            Assert.True(java.ExitCode == 0, errors);
            return File.ReadLines(output).Select(line => line.Length == 0 ? null : line).ToList();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
