using Distributary.Spark.Engine;

namespace Distributary.Spark;

/// <summary>The tables and views of a session.</summary>
public sealed class Catalog
{
    private readonly SparkEngine engine;
    private readonly JvmObject catalog;

    internal Catalog(SparkEngine engine)
    {
        this.engine = engine;
        catalog = engine.Session.Invoke<JvmObject>("catalog");
    }

    /// <summary>The database of names without one.</summary>
    public string CurrentDatabase => catalog.Invoke<string>("currentDatabase");

    /// <summary>Changes the database of names without one.</summary>
    /// <exception cref="JvmException">There is no such database.</exception>
    public void SetCurrentDatabase(string name) => catalog.Invoke("setCurrentDatabase", name);

    /// <summary>Whether there is a table or view: <c>shop.sales</c>.</summary>
    public bool TableExists(string tableName) => catalog.Invoke<bool>("tableExists", tableName);

    /// <summary>The tables and views of the current database.</summary>
    public DataFrame ListTables()
    {
        using var tables = catalog.Invoke<JvmObject>("listTables");
        return engine.Frame("the tables of the catalog", tables.Invoke<JvmObject>("toDF"));
    }

    /// <summary>Drops a view of the session.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DropTempView(string viewName) => catalog.Invoke<bool>("dropTempView", viewName);
}
