using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DiffPlex.Renderer;

namespace Distributary.Testing;

/// <summary>
/// Compares text with a file in the folder <c>Snapshots</c> beside the test. A difference leaves what came in <c>*.received.*</c>; with the environment variable
/// <c>UPDATE_SNAPSHOTS=1</c> it becomes the file.
/// </summary>
internal static partial class Snapshot
{
    public static void Verify(string received, string name, string extension = "cs", [CallerFilePath] string testFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        var verifiedFile = Path.Combine(folder, $"{name}.verified.{extension}");
        var receivedFile = Path.Combine(folder, $"{name}.received.{extension}");
        Directory.CreateDirectory(Path.GetDirectoryName(verifiedFile)!);
        received = GeneratorVersion().Replace(received, "(\"Distributary.Generator\", \"VERSION\")");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(verifiedFile, received);

        var verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile).ReplaceLineEndings("\n") : "";
        if (verified == received)
        {
            File.Delete(receivedFile);
            return;
        }
        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{name} changed. If that is right, run the tests with UPDATE_SNAPSHOTS=1.\n{UnidiffRenderer.GenerateUnidiff(verified, received, "verified", "received")}");
    }

    [GeneratedRegex("""\("Distributary\.Generator", "[^"]+"\)""")]
    private static partial Regex GeneratorVersion();
}
