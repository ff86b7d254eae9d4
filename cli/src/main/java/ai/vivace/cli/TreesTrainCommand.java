package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.table.TableSplit;
import ai.vivace.trees.Task;
import ai.vivace.trees.report.Algorithm;
import ai.vivace.trees.report.Division;
import ai.vivace.trees.report.Study;
import ai.vivace.trees.report.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** From a table to a model that can be used, with a report of how good it is and why it predicts what it does. */
@Command(
        name = "train",
        description = {
            "Train trees that predict a column of a table from the others.",
            "Finds out whether the column is classes or numbers and what the others are, holds out rows to judge by, trains, and writes"
                    + " the model and a report into a folder of its own."
        },
        footer = {
            "  vivace trees train                                   # the penguins that come with Vivace",
            "  vivace trees train titanic.csv --target survived",
            "  vivace trees train titanic.csv --target survived --model tree --depth 3",
            "  vivace trees train houses.csv --target price --folds 5 --type zip=category",
            "  vivace trees train sales.csv --target sold --time day --ignore customer"
        })
final class TreesTrainCommand implements Callable<Integer> {
    private static final double SHARE = 0.2;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TreesCommand trees;

    @Mixin
    private final TreesDataOptions options = new TreesDataOptions();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "boosting",
            description = "tree, forest, extra, bagging, adaboost, boosting, xgboost or lightgbm (default: boosting).")
    private String model = "boosting";

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description = "The share of rows held out to judge the model by (default: 0.2).")
    private @Nullable Double share;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "Judge by K-fold cross-validation instead; the model then learns from all rows.")
    private @Nullable Integer folds;

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description = "Hold out the latest rows by this column of dates or numbers. It is not learnt from.")
    private @Nullable String time;

    @Mixin
    private final TreesPlanOptions settings = new TreesPlanOptions();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the model and its report are written; default: runs/DATE-TIME-DATA.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Console console = trees.console();
        requireOneDivision();
        TrainingPlan plan = settings.plan(Algorithm.of(model));
        TreesFolder folder = TreesFolder.planned(
                out, options.data().map(DataSettings::name).orElse("penguins").replaceAll("\\.csv(\\.gz)?$", ""));
        TreesData data =
                TreesData.read(options, console, Stream.ofNullable(time).toList());
        announce(console, data, plan);
        Study study;
        try (TreesProgress progress = new TreesProgress(console)) {
            study = Study.of(data.table(), data.training(), division(data, plan), plan, progress);
            progress.ended(0, 1, "explaining the model");
        }
        TreesResult result = new TreesResult(data, study, folder);
        folder.write(result::write);
        result.print(console);
        return 0;
    }

    private void requireOneDivision() {
        List<String> given = new ArrayList<>();
        given.addAll(share == null ? List.of() : List.of("--validation"));
        given.addAll(folds == null ? List.of() : List.of("--folds"));
        InputException.require(
                given.size() < 2, () -> "Rows are held out or in folds: give --validation or --folds, not both.");
        InputException.require(
                time == null || (folds == null && options.group().isEmpty()),
                () -> "--time holds out the latest rows; leave out " + (folds == null ? "--group" : "--folds") + ".");
    }

    private Division division(TreesData data, TrainingPlan plan) {
        if (folds != null) {
            return new Division.Folded(folds, options.group(), plan.seed());
        }
        double held = share == null ? SHARE : share;
        if (time != null) {
            return new Division.HeldOut(TableSplit.byTime(time, held));
        }
        return new Division.HeldOut(options.group()
                .map(column -> TableSplit.byGroup(column, held, plan.seed()))
                .orElseGet(() -> data.training().target().task() instanceof Task.Classification
                        ? TableSplit.stratified(data.target(), held, plan.seed())
                        : TableSplit.random(held, plan.seed())));
    }

    private String divided() {
        String by = time != null
                ? ", the latest by \"" + time + "\""
                : options.group()
                        .map(column -> ", all of each \"" + column + "\" together")
                        .orElse("");
        return folds != null
                ? folds + " folds, each judged by a model that has not seen it" + by
                : String.format(
                        Locale.ROOT, "%.0f %% of the rows are held out%s", 100 * (share == null ? SHARE : share), by);
    }

    private void announce(Console console, TreesData data, TrainingPlan plan) {
        console.note("data         " + data.sizes());
        console.note("target       " + data.target() + ", " + data.task());
        console.note("division     " + divided());
        console.note("model        " + plan.told());
        data.notes().forEach(note -> console.note("note         " + note));
    }
}
