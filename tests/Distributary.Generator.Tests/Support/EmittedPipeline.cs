using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Distributary.Embedded;
using Distributary.Expressions.Syntax;
using Distributary.Pipelines;
using Distributary.Types;

namespace Distributary.Generator.Tests.Support;

/// <summary>The one pipeline of a user's project, compiled and run on the embedded engine. Its settings, whatever their names, are folders of one lake.</summary>
internal sealed class EmittedPipeline : IDisposable
{
    private readonly string lake = Directory.CreateTempSubdirectory("distributary-emitted-").FullName;
    private readonly EmbeddedSession session;
    private readonly Type type;
    private readonly object? instance;

    /// <param name="project">The project.</param>
    /// <param name="constructor">What the pipeline's constructor takes, where it has instance members.</param>
    public EmittedPipeline(GeneratedProject project, params object[] constructor)
    {
        session = EmbeddedSession.Create(new() { Warehouse = Path.Combine(lake, "warehouse") });
        type = project.Load().GetTypes().Single(t => t.GetCustomAttribute<StreamPipelineAttribute>() is not null);
        instance = type is { IsAbstract: true, IsSealed: true } || Handler.IsStatic ? null : Activator.CreateInstance(type, constructor);
    }

    public PipelineDefinition Definition => (PipelineDefinition)type.GetProperty("Definition")!.GetValue(null)!;

    public PipelineTopology Topology => (PipelineTopology)type.GetProperty("Topology")!.GetValue(null)!;

    private MethodInfo Handler => type.GetMethod("HandleBatch")!;

    public void Dispose()
    {
        session.Dispose();
        Directory.Delete(lake, recursive: true);
    }

    /// <summary>Handles one batch.</summary>
    /// <param name="batchId">The batch's id.</param>
    /// <param name="ddl">The columns, null for the pipeline's own schema.</param>
    /// <param name="rows">The rows.</param>
    public void Handle(long batchId, string? ddl, params object?[][] rows)
    {
        var schema = ddl is null ? (StructType)type.GetProperty("Schema")!.GetValue(null)! : SqlParser.ParseSchema(ddl);
        Handle(batchId, session.CreateDataFrame(rows, schema));
    }

    /// <summary>Handles a batch of one row, of values that only an expression makes.</summary>
    public void HandleRow(params string[] columns) => Handle(0, session.CreateDataFrame([[1]], SqlParser.ParseSchema("one INT")).SelectExpr(columns));

    private void Handle(long batchId, DataFrame batch)
    {
        object[] arguments = Handler.GetParameters().Length == 2 ? [batch, batchId] : [batch, batchId, Settings()];
        try
        {
            Handler.Invoke(instance, arguments);
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
        }
    }

    /// <summary>The rows of a table, in order.</summary>
    /// <param name="table">The folder within the lake, or the name with <c>table:</c> before it.</param>
    /// <param name="columns">What to show of each row.</param>
    public IReadOnlyList<string> Rows(string table, params string[] columns) =>
        [.. Read(table).SelectExpr($"concat_ws(' ', {string.Join(", ", columns)}) AS row").Collect().Select(r => Convert.ToString(r[0], CultureInfo.InvariantCulture)!).Order(StringComparer.Ordinal)];

    /// <summary>Whether there is such a table.</summary>
    public bool Exists(string folder) => Directory.Exists(Path.Combine(lake, folder, "_delta_log"));

    private DataFrame Read(string table) => table.Split(':') is ["table", var name] ? session.Read().Table(name) : session.Read().Delta(Path.Combine(lake, table));

    private object Settings()
    {
        var settings = type.GetNestedType("Settings")!;
        var value = settings.GetConstructors().FirstOrDefault(c => c.GetParameters() is [{ ParameterType.Name: "String" }, ..]) is { } constructor
            ? constructor.Invoke([.. constructor.GetParameters().Select(p => Folder(p.Name!))])
            : Activator.CreateInstance(settings)!;
        foreach (var property in settings.GetProperties().Where(p => p.CanWrite && p.PropertyType == typeof(string)))
            property.SetValue(value, Folder(property.Name));
        return value;

        string Folder(string setting) => string.Equals(setting, "lake", StringComparison.OrdinalIgnoreCase) ? lake : setting.ToLowerInvariant();
    }
}
