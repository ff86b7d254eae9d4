package ai.vivace.benchmarks;

import ai.vivace.table.CsvFile;
import ai.vivace.table.Table;
import ai.vivace.table.TableSplit;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measures;
import ai.vivace.trees.TrainingTable;
import ai.vivace.trees.TreeEnsemble;
import java.nio.file.Path;

/**
 * A whole small program: reads a CSV file, trains 100 rounds of boosting on three quarters of its rows, and prints the AUC of the last column's
 * classes on the others. What is timed is the process, from outside.
 */
public final class TreeColdStart {
    private TreeColdStart() {}

    /** The file is the only argument. */
    public static void main(String[] arguments) {
        Table table = CsvFile.at(Path.of(arguments[0])).read();
        String target = table.names().get(table.names().size() - 1);
        TableSplit.Parts parts = TableSplit.random(0.25, 1).apply(table);
        TrainingTable training = TrainingTable.of(parts.training(), target).build();
        TrainingTable test = TrainingTable.of(parts.validation(), target).build();
        TreeEnsemble model = GradientBoosting.standard().threads(1).fit(training.features(), training.target());
        System.out.println("AUC " + Measures.areaUnderCurve().of(test.target(), model.predict(test.features())));
    }
}
