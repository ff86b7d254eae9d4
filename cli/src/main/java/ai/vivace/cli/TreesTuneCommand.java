package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.trees.Features;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Target;
import ai.vivace.trees.report.Algorithm;
import ai.vivace.trees.report.Division;
import ai.vivace.trees.report.Setting;
import ai.vivace.trees.report.TrainingPlan;
import ai.vivace.trees.tune.CrossValidated;
import ai.vivace.trees.tune.CrossValidation;
import ai.vivace.trees.tune.Progress;
import ai.vivace.trees.tune.RandomSearch;
import ai.vivace.trees.tune.SearchResult;
import ai.vivace.trees.tune.Space;
import ai.vivace.trees.tune.SuccessiveHalving;
import ai.vivace.trees.tune.Trainer;
import ai.vivace.trees.tune.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Looks for good settings. */
@Command(
        name = "tune",
        description = {
            "Try settings drawn at random by cross-validation, and print the best as a command to run.",
            "The score of the best of many is better than it will be on new rows: judge the model by what train says of it."
        },
        footer = {
            "  vivace trees tune titanic.csv --target survived",
            "  vivace trees tune titanic.csv --target survived --model forest --trials 60 --search halving"
        })
final class TreesTuneCommand implements Callable<Integer> {
    private static final int SHOWN = 8;
    private static final int DIGITS = 3;
    private static final int LEAST_ROUNDS = 20;
    private static final int MOST_ROUNDS = 500;
    private static final int LEAST_ROWS = 200;

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
            names = "--trials",
            paramLabel = "N",
            defaultValue = "30",
            description = "How many settings are tried (default: 30).")
    private int trials;

    @Option(
            names = "--search",
            paramLabel = "NAME",
            defaultValue = "random",
            description = {
                "random (default): each in full.",
                "halving: all with few rounds, the better third with three times as many, and so on."
            })
    private String search = "random";

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "5",
            description = "Folds that judge them (default: 5).")
    private int folds;

    @Mixin
    private final TreesThreadsOption threads = new TreesThreadsOption();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Override
    public Integer call() {
        Console console = trees.console();
        Algorithm algorithm = Algorithm.of(model);
        InputException.require(
                List.of("random", "halving").contains(search),
                () -> Spelling.unknown("search", search, List.of("random", "halving")));
        InputException.require(trials >= 2, () -> "--trials must be at least 2, but was " + trials + ".");
        InputException.require(folds >= 2, () -> "--folds must be at least 2, but was " + folds + ".");
        CrossValidation judging = CrossValidation.standard().threads(threads.count());
        TreesData data = TreesData.read(options, console, List.of());
        Features features = data.training().features();
        Target target = data.training().target();
        CrossValidation judged =
                judging.folds(new Division.Folded(folds, options.group(), seed.seed()).of(data.known()));
        console.note("data         " + data.sizes());
        console.note("target       " + data.target() + ", " + data.task());
        data.notes().forEach(note -> console.note("note         " + note));
        TrainingPlan start = TrainingPlan.of(algorithm).threads(1).seed(seed.seed());
        CrossValidated before;
        SearchResult<TrainingPlan> found;
        try (TreesProgress progress = new TreesProgress(console)) {
            before = judged.progress(progress).of(trainer(start), features, target);
            Progress told = (done, all, what) -> progress.ended(done, all, "trying settings");
            found = search(judged.progress(told), start, features, target);
        }
        Report report = new Report(data, before.mean(Measures.of(target.task()).name()), found);
        report.print(console);
        return 0;
    }

    private static Trainer trainer(TrainingPlan plan) {
        return (features, target) -> plan.fit(features, target).model();
    }

    private SearchResult<TrainingPlan> search(
            CrossValidation judging, TrainingPlan start, Features features, Target target) {
        boolean halving = search.equals("halving");
        Space<TrainingPlan> space = space(start, halving);
        if (!halving) {
            return RandomSearch.of(trials)
                    .judging(judging)
                    .seed(seed.seed())
                    .in(space, TreesTuneCommand::trainer, features, target);
        }
        SuccessiveHalving climb = SuccessiveHalving.of(trials).judging(judging).seed(seed.seed());
        return Setting.ROUNDS.suits(start.algorithm())
                ? climb.in(
                        space,
                        (plan, rounds) -> plan.with(Setting.ROUNDS, rounds),
                        LEAST_ROUNDS,
                        MOST_ROUNDS,
                        TreesTuneCommand::trainer,
                        features,
                        target)
                : climb.in(
                        space,
                        Math.min(LEAST_ROWS, Math.max(1, features.rows() / 2)),
                        TreesTuneCommand::trainer,
                        features,
                        target);
    }

    private static Space<TrainingPlan> space(TrainingPlan start, boolean halving) {
        Space<TrainingPlan> space = Space.of(start);
        Algorithm algorithm = start.algorithm();
        if (Setting.ROUNDS.suits(algorithm) && !halving) {
            space = space.wholeLogarithmic("rounds", LEAST_ROUNDS, MOST_ROUNDS, set(Setting.ROUNDS));
        }
        switch (algorithm) {
            case LIGHTGBM -> space = space.wholeLogarithmic("leaves", 4, 128, set(Setting.LEAVES));
            case TREE -> space = space.wholeLogarithmic("leaves", 2, 256, set(Setting.LEAVES));
            case ADABOOST -> space = space.whole("depth", 1, 6, set(Setting.DEPTH));
            case BOOSTING, XGBOOST -> space = space.whole("depth", 2, 10, set(Setting.DEPTH));
            default -> space = space.whole("depth", 4, 24, set(Setting.DEPTH));
        }
        space = space.wholeLogarithmic("least-rows", 1, 50, set(Setting.LEAST_ROWS));
        if (Setting.RATE.suits(algorithm)) {
            space = space.logarithmic("rate", 0.02, algorithm == Algorithm.ADABOOST ? 1 : 0.3, set(Setting.RATE));
        }
        if (Setting.ROW_SHARE.suits(algorithm)) {
            space = space.linear("row-share", 0.5, 1, set(Setting.ROW_SHARE))
                    .linear("column-share", 0.4, 1, set(Setting.COLUMN_SHARE))
                    .logarithmic("l2", 0.01, 30, set(Setting.L2));
        }
        return space;
    }

    /** Three digits are enough, so that the printed command gives the settings that were tried. */
    private static <N extends Number> BiFunction<TrainingPlan, N, TrainingPlan> set(Setting setting) {
        return (plan, value) -> plan.with(
                setting,
                setting.isWhole()
                        ? value.doubleValue()
                        : new BigDecimal(value.doubleValue())
                                .round(new MathContext(DIGITS))
                                .doubleValue());
    }

    /** What came of it. */
    private final class Report {
        private final TreesData data;
        private final double before;
        private final SearchResult<TrainingPlan> found;

        Report(TreesData data, double before, SearchResult<TrainingPlan> found) {
            this.data = data;
            this.before = before;
            this.found = found;
        }

        void print(Console console) {
            Trial<TrainingPlan> best = found.best();
            console.print("");
            console.print(found.table(SHOWN).render(console.style()));
            console.print("");
            console.print(String.format(
                    Locale.ROOT,
                    "best %s %.5g, by default %.5g: %s",
                    found.measure(),
                    best.score(),
                    before,
                    verdict(best)));
            console.print("");
            console.print("run it  " + command());
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("data", data.name());
            document.put("target", data.target());
            document.put("measure", found.measure());
            document.put("default", before);
            document.put("best", best.score());
            document.put("settings", given(best.settings()));
            document.put("command", command());
            document.put(
                    "trials", found.trials().stream().map(Report.this::told).toList());
            console.document(document);
        }

        /** All measures that searches go by are the better the lower they are. */
        private String verdict(Trial<TrainingPlan> best) {
            double better = before - best.score();
            if (better <= 0) {
                return "the default settings are as good, so leave them.";
            }
            double error = best.deviation() / Math.sqrt(folds);
            return better > error
                    ? "better than the folds differ by chance."
                    : "no better than the folds differ by chance, so that the default settings may do as well.";
        }

        private Map<String, Object> told(Trial<TrainingPlan> trial) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("settings", given(trial.settings()));
            if (trial.failure().isPresent()) {
                told.put("failure", trial.failure().get());
            } else {
                told.put("score", trial.score());
                told.put("deviation", trial.deviation());
            }
            return told;
        }

        private Map<String, Double> given(TrainingPlan plan) {
            Map<String, Double> given = new LinkedHashMap<>();
            plan.given().forEach((setting, value) -> given.put(setting.label(), value));
            return given;
        }

        private String command() {
            List<Object> words = new ArrayList<>(List.of("trees", "train"));
            words.addAll(options.arguments());
            words.addAll(List.of("--model", model));
            TrainingPlan plan = found.best().settings();
            Map<Setting, Double> all = new LinkedHashMap<>(plan.given());
            if (Setting.ROUNDS.suits(plan.algorithm()) && found.best().resource() > 0) {
                all.put(Setting.ROUNDS, (double) found.best().resource());
            }
            all.forEach((setting, value) -> words.addAll(List.of("--" + setting.label(), setting.text(value))));
            if (plan.seed() != 42) {
                words.addAll(List.of("--seed", plan.seed()));
            }
            return Suggestion.of(words.toArray());
        }
    }
}
