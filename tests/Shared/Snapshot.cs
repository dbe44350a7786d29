using System.Runtime.CompilerServices;
using DiffPlex.Renderer;

namespace Distributary.Generator.Tests.Support;

/// <summary>
/// Compares text with a file under <c>Snapshots</c>. A difference leaves what came in <c>*.received.cs</c>; with the environment variable <c>UPDATE_SNAPSHOTS=1</c>
/// it becomes the file.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string received, string name, [CallerFilePath] string testFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        var verifiedFile = Path.Combine(folder, name + ".verified.cs");
        var receivedFile = Path.Combine(folder, name + ".received.cs");
        received = Scrub(received);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(verifiedFile, received);

        var verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile).ReplaceLineEndings("\n") : "";
        if (verified == received)
        {
            File.Delete(receivedFile);
            return;
        }
        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{name}: the emitted code changed. If that is right, run the tests with UPDATE_SNAPSHOTS=1.\n{UnidiffRenderer.GenerateUnidiff(verified, received, "verified", "received")}");
    }

    private static string Scrub(string text)
    {
        var version = typeof(PipelineGenerator).Assembly.GetName().Version!.ToString(3);
        return text.Replace($"(\"Distributary.Generator\", \"{version}\")", "(\"Distributary.Generator\", \"VERSION\")", StringComparison.Ordinal);
    }
}
