using System.Text.Json;
using Distributary.Generator.Parsing;
using Distributary.Generator.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Distributary.Generator.Tests;

/// <summary>How members become columns by policy and attribute.</summary>
public class ColumnNamingTests
{
    [Property(MaxTest = 2000)]
    public Property Policies_name_as_the_json_serializer_does()
    {
        var names = Gen.Elements("aAbBzZ09_éÉßǅ中".ToCharArray()).ArrayOf().Select(c => "x" + new string(c)).Select(n => n.Length > 1 && !char.IsDigit(n[1]) ? n[1..] : n);
        return Prop.ForAll(names.ToArbitrary(), name =>
            NamingPolicy.CamelCase.Apply(name) == JsonNamingPolicy.CamelCase.ConvertName(name)
            && NamingPolicy.SnakeCase.Apply(name) == JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
    }

    [Theory]
    [InlineData("AsWritten", "Id UnitPrice CustomerID IPAddress _raw Line2Text")]
    [InlineData("CamelCase", "id unitPrice customerID ipAddress _raw line2Text")]
    [InlineData("SnakeCase", "id unit_price customer_id ip_address _raw line2_text")]
    public void A_policy_names_the_columns_of_nested_types_as_well(string policy, string expected)
    {
        const string Members = "int Id, double UnitPrice, int CustomerID, string IPAddress, int _raw, string Line2Text";
        var schema = Schema($$"""
            record Inner({{Members}});
            record Sale({{Members}}, List<Inner> Nested);
            [StreamPipeline("p", Schema = typeof(Sale), Naming = ColumnNaming.{{policy}})]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            public static partial class P { }
            """);
        Assert.Equal(expected.Split(' '), schema.Fields.SkipLast(1).Select(f => f.Name));
        Assert.Equal(expected.Split(' '), ((Types.StructType)((Types.ArrayType)schema.Fields[^1].DataType).ElementType).Fields.Select(f => f.Name));
    }

    [Fact]
    public void An_attribute_on_parameter_property_base_or_of_the_standard_names_a_column_whatever_the_policy()
    {
        var schema = Schema("""
            using Standard = System.ComponentModel.DataAnnotations.Schema;
            abstract class Base { [Column("of base")] public virtual int Overridden { get; set; } }
            class Sale : Base
            {
                public override int Overridden { get; set; }
                [Column("own")] public int Own { get; set; }
                [Standard.Column("standard", Order = 3)] public int Known { get; set; }
                [Standard.Column(Order = 3)] public int OnlyOrdered { get; set; }
                [Column("ours"), Standard.Column("theirs")] public int Both { get; set; }
                public Part Part { get; set; } = null!;
            }
            record Part([Column("parameter")] int A, [property: Column("property")] int B, [property: Standard.Column("C d")] int C);
            [StreamPipeline("p", Schema = typeof(Sale), Naming = ColumnNaming.SnakeCase)]
            [DeltaSink("a", Path = "/a", TxnAppId = "a", From = nameof(Renamed))]
            public static partial class P { static DataFrame Renamed(DataFrame batch) => batch; }
            """);
        Assert.Equal(["of base", "own", "standard", "only_ordered", "ours", "part"], schema.Fields.Select(f => f.Name));
        Assert.Equal(["parameter", "property", "C d"], ((Types.StructType)schema.Fields[^1].DataType).Fields.Select(f => f.Name));
    }

    [Fact]
    public void Properties_are_called_like_the_members_and_conditions_use_the_columns_names() => Marked.Verify("""
        record Sale([Column("qty")] int Quantity, [Column("Customer ID")] int Customer, [Column("naïve.`name`")] int Odd);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a", From = "Renamed")]
        [DeltaSink("b", Path = "/b", TxnAppId = "b", From = "Other")]
        [RouteWhen("plain", "qty > 0 AND `Customer ID` > 0 AND `naïve.``name```> 0")]
        [RouteWhen("plain", "{|DST051:Quantity|} > 0")]
        [DeltaSink("plain", Path = "/c", TxnAppId = "c", PartitionBy = new[] { {|DST043:"Quantity"|} }, From = "plain_input")]
        [DeltaSink("plain_input", Path = "/d", TxnAppId = "d")]
        static partial class P
        {
            static DataFrame Renamed(DataFrame batch) => batch;
            static DataFrame Other(DataFrame batch) => batch;
        }
        """.Replace("\"Customer ID\"", "{|DST045:\"Customer ID\"|}", StringComparison.Ordinal));

    [Theory]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a;b")]
    [InlineData("a{b")]
    [InlineData("a}b")]
    [InlineData("a(b")]
    [InlineData("a)b")]
    [InlineData("a\\nb")]
    [InlineData("a\\tb")]
    [InlineData("a=b")]
    public void A_name_that_delta_refuses_is_a_warning_where_a_table_gets_the_column(string name) => Marked.Verify($$"""
        record Part([Column({|DST045:"{{name}}"|})] int A);
        record Sale(List<Part> Parts, int B);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a", From = "Renamed")]
        [Require("B > 0")]
        [DeadLetter(Path = "/d", TxnAppId = "d")]
        static partial class P { static DataFrame Renamed(DataFrame batch) => batch; }
        """);

    [Fact]
    public void A_name_that_a_flow_changes_may_hold_what_delta_refuses() => Marked.Verify("""
        record Sale([Column("Customer ID")] int CustomerId, [Column("a.b-c:d/é")] int Storable);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a", From = "Renamed")]
        static partial class P { static DataFrame Renamed(DataFrame batch) => batch.Select(Columns.CustomerId.As("customer_id")); }
        """);

    [Theory]
    [InlineData("[Column({|DST006:\"\"|})] int A")]
    [InlineData("[Column({|DST006:null!|})] int A")]
    [InlineData("[Column(name: {|DST006:\"\"|})] int A")]
    [InlineData("[property: System.ComponentModel.DataAnnotations.Schema.Column({|DST006:\"\"|})] int A")]
    public void An_empty_name_is_refused(string member) => Marked.Verify($$"""
        record Sale({{member}}, int B);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class P { }
        """);

    [Theory]
    [InlineData("int A, [Column(\"a\")] int {|DST042:B|}", "AsWritten")]
    [InlineData("int FooBar, int {|DST042:Foo_Bar|}", "SnakeCase")]
    [InlineData("int FooBar, [Column(\"Foo Bar\")] int Foo_Bar", "SnakeCase")]
    [InlineData("int FooBar, int Foo_Bar", "CamelCase")]
    public void Members_that_name_one_column_are_refused(string members, string policy) => Marked.Verify($$"""
        record Sale({{members}});
        [StreamPipeline("p", Schema = typeof(Sale), Naming = ColumnNaming.{{policy}})]
        [DeltaSink("a", Path = "/a", TxnAppId = "a", From = "Flow")]
        static partial class P { static DataFrame Flow(DataFrame batch) => batch; }
        """);

    [Fact]
    public void A_policy_that_does_not_exist_is_refused() => Marked.Verify("""
        record Sale(int A);
        [StreamPipeline("p", Schema = typeof(Sale), Naming = {|DST008:(ColumnNaming)3|})]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class P { }
        """);

    [Fact]
    public void The_attribute_is_found_beside_the_class_of_that_name() => GeneratedProject.Run(
        TestCompilation.Usings + "namespace Shop; record A([Column(\"a\")] int X);",
        TestCompilation.Usings + "namespace Distributary.Shop { record B([Column(\"a\")] int X) { public static Column Y => Column(\"a\"); } }",
        "using System.ComponentModel.DataAnnotations.Schema; class C { [Column(\"a\")] public int X { get; set; } }",
        "namespace Distributary.Shop { using System.ComponentModel.DataAnnotations.Schema; class D { [Column(\"a\")] public int X { get; set; } } }").AssertCompiles();

    private static Types.StructType Schema(string source)
    {
        var pipeline = GeneratedProject.Run((source.StartsWith("using Standard", StringComparison.Ordinal) ? "using System; using System.Collections.Generic; using Distributary;\n" : TestCompilation.Usings) + source).Load().GetType("P")!;
        return (Types.StructType)pipeline.GetProperty("Schema")!.GetValue(null)!;
    }
}
