using System.Diagnostics;

namespace Distributary.Spark.Tests.Support;

internal static class Processes
{
    /// <summary>Whether a process runs. One that only waits for its parent to take note of its end doesn't.</summary>
    public static bool Runs(int id)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                return File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Trim()[0] != 'Z';
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or IOException)
            {
                return false;
            }
        }
        return Process.GetProcesses().Any(p => p.Id == id);
    }

    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
