import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Answers SQL statements, one a line, with one JSON line a row; "schema " before a query asks for its schema. Each answer ends with a line "ok" or "error ...". */
public class SparkSql {
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    SparkSession spark = SparkSession.builder().master("local[2]")
        .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.warehouse.dir", args[0]).config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2").config("spark.databricks.delta.snapshotPartitions", "2").getOrCreate();
    out.println("ok");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        if (line.startsWith("schema ")) {
          out.println(spark.sql(line.substring("schema ".length())).schema().json());
        } else {
          Dataset<Row> rows = spark.sql(line);
          for (String row : rows.toJSON().collectAsList()) out.println(row);
        }
        out.println("ok");
      } catch (Throwable e) {
        out.println("error " + e.toString().replace('\n', ' '));
      }
    }
    spark.stop();
  }
}
