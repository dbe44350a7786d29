namespace Distributary.Spark.Tests.Support;

/// <summary>A folder for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("distributary-spark-").FullName;

    /// <summary>A path within the folder.</summary>
    public string this[string name] => Path.Combine(root, name);

    /// <summary>Writes a CSV file of numbers to a folder of sources, at once as a whole.</summary>
    public void AddNumbers(string folder, params int[] numbers)
    {
        Directory.CreateDirectory(this[folder]);
        var hidden = Path.Combine(this[folder], "." + Guid.NewGuid().ToString("N"));
        File.WriteAllLines(hidden, numbers.Select(n => FormattableString.Invariant($"{n},name {n}")));
        File.Move(hidden, Path.Combine(this[folder], Guid.NewGuid().ToString("N") + ".csv"));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
