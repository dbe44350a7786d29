namespace Distributary.Expressions.Functions;

/// <summary>Functions that tell about the session, the file or the partition, and calls into the JVM.</summary>
internal static class SessionFunctions
{
    private const string Table = """
        current_catalog [] string!
        current_database current_schema [] string!
        current_user user [] string!
        session_user [] string! 4.0
        input_file_block_length [] bigint!
        input_file_block_start [] bigint!
        input_file_name [] string!
        java_method reflect [const string, const string, any*] string?
        try_reflect [const string, const string, any*] string? 4.0
        monotonically_increasing_id [] bigint!
        spark_partition_id [] int!
        version [] string!
        """;

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table);
}
