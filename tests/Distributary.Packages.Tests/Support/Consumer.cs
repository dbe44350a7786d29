namespace Distributary.Packages.Tests.Support;

/// <summary>A user's project, outside of the repository, that gets the packages from the packed feed and everything else from the machine's own sources.</summary>
internal sealed class Consumer
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    private readonly PackedFeed feed;

    private Consumer(PackedFeed feed, string folder)
    {
        this.feed = feed;
        Folder = folder;
    }

    public string Folder { get; }

    /// <summary>An app that <c>dotnet new distributary</c> makes.</summary>
    public static Consumer FromTemplate(PackedFeed feed, string name, params string[] options)
    {
        var folder = feed.NewFolder(name);
        // Only here: NuGet would look for the user's sources in this folder, too.
        var environment = new Dictionary<string, string> { ["DOTNET_CLI_HOME"] = feed.NewFolder("home") };
        Command.RunToSuccess(folder, environment, "dotnet", "new", "install", Path.Combine(feed.Folder, $"Distributary.Templates.{feed.Version}.nupkg"));
        Command.RunToSuccess(folder, environment, "dotnet", ["new", "distributary", "--no-restore", "--output", folder, .. options]);
        return new(feed, folder);
    }

    /// <summary>An app of one source file with one package.</summary>
    public static Consumer FromSource(PackedFeed feed, string package, string source)
    {
        var folder = feed.NewFolder("App");
        File.WriteAllText(Path.Combine(folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "App.cs"), source);
        return new(feed, folder);
    }

    public (int ExitCode, string Output) Build(params string[] options) => Command.Run(Folder, feed.ConsumerEnvironment, "dotnet", ["build", .. options]);

    /// <summary>Builds what must build without a warning.</summary>
    public void BuildToSuccess(params string[] options)
    {
        Command.RunToSuccess(Folder, feed.ConsumerEnvironment, "dotnet", ["build", "-warnaserror", .. options]);
        Assert.True(File.Exists(Path.Combine(feed.ConsumerEnvironment["NUGET_PACKAGES"], "distributary", feed.Version, "distributary.nuspec")), "The packages did not come from the packed feed.");
    }

    /// <summary>Runs what was built.</summary>
    /// <returns>What it printed.</returns>
    public string Run(params string[] arguments) => Command.RunToSuccess(Folder, NoEnvironment, "dotnet", ["run", "--no-build", "--", .. arguments]);
}
