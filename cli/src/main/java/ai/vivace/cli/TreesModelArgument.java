package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.table.ColumnKind;
import ai.vivace.table.CsvFile;
import ai.vivace.table.Table;
import ai.vivace.trees.Feature;
import ai.vivace.trees.TableFeatures;
import ai.vivace.trees.TreeEnsemble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The first argument of commands that use a model of trees. */
final class TreesModelArgument {
    static final String FILE = "model.vivacetrees";

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A model's file, or the folder of the training that made it.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    Path file() {
        Path ofRun = model.resolve(FILE);
        InputException.require(
                Files.isRegularFile(ofRun) || !Files.isDirectory(model),
                () -> "There is no " + FILE + " in the folder " + model
                        + ". Give a model's file, or the folder of a training with vivace trees train.");
        return Files.isRegularFile(ofRun) ? ofRun : model;
    }

    TreeEnsemble load() {
        return TreeEnsemble.load(file());
    }

    /** A table for a model: columns of its categories are read as such, whatever they look like. */
    static Table read(TreeEnsemble model, Path data, Console console) {
        CsvFile csv = CsvFile.at(data).progress(TreesData.reading(data, console));
        List<String> names = csv.names();
        for (Feature feature : model.features()) {
            if (feature.kind() == Feature.Kind.CATEGORICAL && names.contains(feature.name())) {
                csv.type(feature.name(), ColumnKind.CATEGORICAL);
            }
        }
        try {
            return csv.read();
        } finally {
            console.clearLive();
        }
    }

    /** The table's rows as the model takes them; differences are told. */
    static TableFeatures.Matched match(TreeEnsemble model, Table table, Console console) {
        TableFeatures.Matched matched = TableFeatures.matching(model.features(), table);
        table.notes().forEach(console::note);
        matched.notes().forEach(console::note);
        return matched;
    }
}
