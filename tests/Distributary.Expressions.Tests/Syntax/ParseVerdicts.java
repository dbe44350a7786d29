import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;

/** Writes a line for each expression of a file, where U+0000 stands between them: nothing where Spark's parser takes it, else the error class. */
public class ParseVerdicts {
  public static void main(String[] files) throws Exception {
    try (PrintWriter out = new PrintWriter(files[1], StandardCharsets.UTF_8)) {
      for (String expression : Files.readString(Path.of(files[0])).split("\0", -1)) out.println(verdict(expression));
    }
  }

  static String verdict(String expression) {
    try {
      CatalystSqlParser$.MODULE$.parseExpression(expression);
      return "";
    } catch (Throwable problem) {
      return errorClass(problem);
    }
  }

  /** The getter has another name in each line of versions. */
  static String errorClass(Throwable problem) {
    for (String getter : new String[] {"getCondition", "getErrorClass"}) {
      try {
        return String.valueOf(problem.getClass().getMethod(getter).invoke(problem));
      } catch (ReflectiveOperationException absent) {
        continue;
      }
    }
    return problem.getClass().getSimpleName();
  }
}
