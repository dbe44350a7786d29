using System.Diagnostics;
using System.Text.RegularExpressions;
using Distributary.Generator.Tests.Support;

namespace Distributary.Generator.Tests;

/// <summary>Builds a user's project with the SDK's own compiler and everything that warns: what is emitted has nothing to warn of.</summary>
public sealed partial class StrictBuildTests : IDisposable
{
    // What C# 9 can say, with all that changes the emitted text.
    private const string Portable = """
        using Distributary;

        namespace Portable
        {
            /// <summary>Where it goes.</summary>
            /// <param name="City">The city; see <see cref="Order.Id"/>.</param>
            public sealed record Address(string City, string? Street);

            /// <param name="Id">The order's number.</param>
            public sealed record Order(long Id, [Column("ship to")] Address ShipTo, [Decimal(10, 2)] decimal? Price);

            [StreamPipeline("orders", Schema = typeof(Order), Checkpoint = "{lake}/_checkpoints", Naming = ColumnNaming.SnakeCase, Unmatched = UnmatchedRows.Ignore)]
            [DeltaSink("cheap", Path = "{lake}/cheap", TxnAppId = "cheap", From = nameof(Flat))]
            [RouteWhen("cheap", "price < 10")]
            public partial class Orders
            {
                DataFrame Flat(DataFrame batch) => batch.Select(Columns.Id, Columns.ShipTo.City, Columns.Price);

                [DeltaSink("cities", Path = "{lake}/cities", TxnAppId = "cities")]
                static DataFrame Cities(DataFrame cheap) => cheap.Select("city");
            }
        }
        """;

    private const string WarningsOfSources = "CS1570 CS1573 CS1591 CS1734 CA1050 CA1822 CA1002 CA1819 CA1062 CA1024 CA2227 CA1034 CA1052 CA1515 CA1707 CA1720 CA1724 CA1716 CA1805 CA1825 CA1861 CA1051 CA1815 CA2007 CA1812";

    private readonly string folder = Directory.CreateTempSubdirectory("distributary-strict-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Emitted_code_builds_without_a_warning_with_every_analyzer_in_old_and_new_languages()
    {
        Write("Portable.cs", Portable);
        Write("Retail.cs", Sources.Retail);
        Write("Rich.cs", Sources.Rich);
        // The user's own sources are not what is tried.
        Write(".editorconfig", "root = true\n[/*.cs]\n" + string.Concat(WarningsOfSources.Split(' ').Select(id => $"dotnet_diagnostic.{id}.severity = none\n")));
        Write("Directory.Build.props", "<Project/>");
        Write("Directory.Build.targets", "<Project/>");
        Write("Directory.Packages.props", "<Project/>");
        Write("Strict.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <IsAotCompatible>true</IsAotCompatible>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                <CompilerGeneratedFilesOutputPath>generated/$(LangVersion)</CompilerGeneratedFilesOutputPath>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
                <IntermediateOutputPath>obj/$(LangVersion)/</IntermediateOutputPath>
                <OutputPath>bin/$(LangVersion)/</OutputPath>
                <UseSharedCompilation>false</UseSharedCompilation>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Portable.cs" />
                <Compile Include="Retail.cs;Rich.cs" Condition="'$(LangVersion)' == '14.0'" />
                <Reference Include="{Library("Distributary")};{Library("Distributary.Expressions")};{Library("Microsoft.Extensions.Configuration.Abstractions")};{Library("Microsoft.Extensions.Primitives")}" />
                <Analyzer Include="{Library("Distributary.Generator")};{Library("Distributary.Analyzers")};{Library("Distributary.Expressions")}" />
                <Language Include="9.0;14.0" />
              </ItemGroup>
              <Target Name="BuildInEachLanguage">
                <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="Build" Properties="LangVersion=%(Language.Identity)" />
              </Target>
            </Project>
            """);
        var output = await Build();
        Assert.Contains("0 Warning(s)", output, StringComparison.Ordinal);

        Assert.Equal(["Portable.Orders.g.cs"], Emitted("9.0"));
        Assert.Equal(["Portable.Orders.g.cs", "Rich.RichPipeline.g.cs", "Shop.RetailPipeline.g.cs"], Emitted("14.0"));
    }

    private async Task<string> Build()
    {
        var start = new ProcessStartInfo("dotnet", ["build", "-restore", "-t:BuildInEachLanguage", "-nodeReuse:false", "-v:minimal", "-clp:Summary"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, string.Join('\n', Problem().Matches(output).Select(m => m.Value).Distinct()));
        return output;
    }

    private IEnumerable<string> Emitted(string language) =>
        Directory.GetFiles(Path.Combine(folder, "generated", language, "Distributary.Generator", "Distributary.Generator.PipelineGenerator")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private static string Library(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    [GeneratedRegex(@"^.*\b(error|warning) .*$", RegexOptions.Multiline)]
    private static partial Regex Problem();
}
