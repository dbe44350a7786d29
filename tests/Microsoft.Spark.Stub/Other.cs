namespace Microsoft.Spark
{
    public sealed class SparkContext
    {
        public void SetJobGroup(string groupId, string description, bool interruptOnCancel = false) => throw new NotSupportedException();
        public Microsoft.Spark.Interop.Ipc.JvmObjectReference Reference => throw new NotSupportedException();
    }
}

namespace Microsoft.Spark.Interop.Ipc
{
    public sealed class JvmObjectReference
    {
        public object Invoke(string method, params object[] args) => throw new NotSupportedException();
    }
}

namespace Microsoft.Spark.Sql
{
    public sealed class StorageLevel
    {
        public static StorageLevel MEMORY_ONLY => throw new NotSupportedException();
        public static StorageLevel MEMORY_AND_DISK => throw new NotSupportedException();
        public static StorageLevel DISK_ONLY => throw new NotSupportedException();
    }
}

namespace Microsoft.Spark.Sql.Types
{
    public sealed class StructType
    {
    }
}
