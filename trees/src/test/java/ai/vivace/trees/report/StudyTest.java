package ai.vivace.trees.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.plot.HtmlReport;
import ai.vivace.table.CategoricalColumn;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.Table;
import ai.vivace.table.TableSplit;
import ai.vivace.trees.TrainingTable;
import ai.vivace.trees.tune.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyTest {
    private static final int ROWS = 400;
    private static final Table TABLE = table();
    private static final Study HELD = study(TABLE, "late", Algorithm.BOOSTING, heldOut("late"));

    /** Whether a train is late, by its speed, its line and noise. */
    private static Table table() {
        Rng rng = Rng.of(1);
        double[] speed = new double[ROWS];
        double[] gaps = new double[ROWS];
        double[] number = new double[ROWS];
        String[] line = new String[ROWS];
        String[] late = new String[ROWS];
        int[] order = rng.permutation(ROWS);
        for (int row = 0; row < ROWS; row++) {
            speed[row] = 100 + 20 * rng.nextGaussian();
            gaps[row] = rng.nextDouble() < 0.3 ? Double.NaN : rng.nextGaussian();
            number[row] = 1000 + order[row];
            line[row] = "<" + (char) ('A' + rng.nextInt(3)) + ">";
            boolean slow = speed[row] < 95 || line[row].equals("<B>");
            late[row] = slow == (rng.nextDouble() < 0.85) ? "yes" : "no";
        }
        return Table.of(
                NumericColumn.of("speed", speed),
                NumericColumn.of("gaps", gaps),
                NumericColumn.of("number", number),
                CategoricalColumn.of("line", line),
                CategoricalColumn.of("late", late));
    }

    private static Division heldOut(String target) {
        return new Division.HeldOut(TableSplit.stratified(target, 0.25, 42));
    }

    private static Study study(Table table, String target, Algorithm algorithm, Division division) {
        return Study.of(
                table,
                TrainingTable.of(table, target).build(),
                division,
                TrainingPlan.of(algorithm).threads(2),
                Progress.silent());
    }

    private static double accuracy(Judgement judgement) {
        return judgement.measures().getOrDefault("accuracy", Double.NaN);
    }

    @Test
    void rowsThatJudgeHaveNotBeenLearntFrom() {
        assertThat(HELD.trainingRows()).hasSize(300);
        assertThat(HELD.judgedRows()).hasSize(100);
        assertThat(IntStream.concat(Arrays.stream(HELD.trainingRows()), Arrays.stream(HELD.judgedRows()))
                        .distinct()
                        .count())
                .isEqualTo(ROWS);
        assertThat(HELD.isHeldOut()).isTrue();
        // The root of each tree has seen the training rows, and no others.
        assertThat(HELD.model().trees()).allMatch(tree -> tree.rows(0) == 300);
    }

    @Test
    void simpleRulesStandBesideTheModel() {
        assertThat(HELD.comparison().headers())
                .startsWith("measure", "model", "3 questions", "one question")
                .hasSize(5);
        long yes = IntStream.of(HELD.judgedRows())
                .filter(row -> "yes".equals(TABLE.categorical("late").text(row)))
                .count();
        Judgement constant = List.copyOf(HELD.judgements().values()).get(3);
        assertThat(accuracy(constant)).isCloseTo(Math.max(yes, 100 - yes) / 100.0, within(1e-12));
        assertThat(constant.measures().getOrDefault("AUC", 0.0)).isCloseTo(0.5, within(1e-12));
        assertThat(accuracy(HELD.judgement())).isGreaterThan(accuracy(constant) + 0.1);
    }

    @Test
    void columnsThatDecideMatterAndOthersDoNot() {
        List<Integer> ranking = HELD.importance().ranking();

        assertThat(ranking.subList(0, 2))
                .extracting(column -> HELD.importance().columns().get(column))
                .containsExactlyInAnyOrder("speed", "line");
        assertThat(HELD.importance().measure()).isEqualTo("rise of log loss when shuffled");
        // 100 rows are too few to shuffle.
        assertThat(HELD.importanceRows()).isEqualTo("all rows");
    }

    @Test
    void whatIsRemarkableIsSaid() {
        assertThat(HELD.remarks())
                .anyMatch(text -> text.startsWith("Missing values: \"gaps\" 3") && text.contains(" %. "))
                .anyMatch(text -> text.startsWith("Column \"number\" is another whole number in each row."))
                .anyMatch(text -> text.startsWith("100 rows judge the model: its accuracy lies between "))
                .noneMatch(text -> text.contains("gives the target"))
                .noneMatch(text -> text.contains("copies"))
                .noneMatch(text -> text.contains("Rare"));
    }

    @Test
    void aColumnThatHoldsTheAnswerIsFound() {
        CategoricalColumn late = TABLE.categorical("late");
        double[] delay = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            delay[row] = "yes".equals(late.text(row)) ? 5 + row % 7 : row % 5;
        }
        Table leaking = TABLE.with(NumericColumn.of("delay", delay));

        assertThat(study(leaking, "late", Algorithm.TREE, heldOut("late")).remarks())
                .anyMatch(text -> text.startsWith("Column \"delay\" alone gives the target almost everywhere."));
    }

    @Test
    void copiesAndRareClassesAreFound() {
        int[] twice = IntStream.range(0, 2 * ROWS).map(row -> row % ROWS).toArray();
        double[] wide = new double[2 * ROWS];
        String[] rare = new String[2 * ROWS];
        for (int row = 0; row < 2 * ROWS; row++) {
            wide[row] = row % ROWS % 13;
            rare[row] = row % ROWS % 40 == 0 ? "fault" : "none";
        }
        Table table = TABLE.rows(twice).with(NumericColumn.of("wide", wide)).with(CategoricalColumn.of("fault", rare));

        assertThat(study(table, "fault", Algorithm.TREE, heldOut("fault")).remarks())
                .anyMatch(text -> text.startsWith("400 rows are copies of others."))
                .anyMatch(text -> text.startsWith("Rare classes: \"fault\" 2.5 % of the rows."));
    }

    @Test
    void aModelThatAddsNothingIsToldOf() {
        Rng rng = Rng.of(5);
        double[] noise = new double[200];
        String[] coin = new String[200];
        for (int row = 0; row < noise.length; row++) {
            noise[row] = rng.nextGaussian();
            coin[row] = row % 10 < 7 ? "heads" : "tails";
        }
        Table table = Table.of(NumericColumn.of("noise", noise), CategoricalColumn.of("coin", coin));

        assertThat(study(table, "coin", Algorithm.FOREST, heldOut("coin")).remarks())
                .anyMatch(text -> text.startsWith("The model is no better in accuracy than the rule "));
    }

    @Test
    void withFoldsEachRowIsJudgedAndTheModelHasSeenAll() {
        Study study = study(TABLE, "late", Algorithm.TREE, new Division.Folded(4, Optional.empty(), 42));

        assertThat(study.judgedRows()).hasSize(ROWS);
        assertThat(study.model().trees().get(0).rows(0)).isEqualTo(ROWS);
        assertThat(study.isHeldOut()).isFalse();
        assertThat(study.comparison().headers().get(2)).isEqualTo("± folds");
        assertThat(study.smallTree()).isSameAs(study.model());
    }

    @Test
    void rowsOfAGroupAreJudgedTogether() {
        // All rows of a line are judged by a model that does not know the line, so that it cannot learn that B is late.
        Table bare = TABLE.select("line", "late", "gaps");
        Study together = study(bare, "late", Algorithm.TREE, new Division.Folded(3, Optional.of("line"), 42));
        Study apart = study(bare, "late", Algorithm.TREE, new Division.Folded(3, Optional.empty(), 42));

        assertThat(accuracy(together.judgement())).isLessThan(accuracy(apart.judgement()));
    }

    @Test
    void theResultDoesNotDependOnThreads() {
        Study one = Study.of(
                TABLE,
                TrainingTable.of(TABLE, "late").build(),
                heldOut("late"),
                TrainingPlan.of(Algorithm.BOOSTING).threads(1),
                Progress.silent());

        assertThat(one.predicted()).isDeepEqualTo(HELD.predicted());
        assertThat(one.importance()).isEqualTo(HELD.importance());
        assertThat(one.remarks()).isEqualTo(HELD.remarks());
    }

    @Test
    void aClassOfOneRowIsRefused() {
        String[] labels = new String[ROWS];
        Arrays.setAll(labels, row -> row == 7 ? "eel" : row % 2 == 0 ? "cat" : "dog");
        Table table = TABLE.with(CategoricalColumn.of("late", labels));

        assertThatThrownBy(() -> study(table, "late", Algorithm.TREE, heldOut("late")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"eel\" has a single one");
    }

    @Test
    void aClassThatNothingIsLeftToLearnOfIsRefused() {
        String[] labels = new String[ROWS];
        double[] day = new double[ROWS];
        Arrays.setAll(labels, row -> row >= ROWS - 20 ? "new" : row % 2 == 0 ? "cat" : "dog");
        Arrays.setAll(day, row -> row);
        Table table = TABLE.with(CategoricalColumn.of("late", labels)).with(NumericColumn.of("day", day));

        assertThatThrownBy(
                        () -> study(table, "late", Algorithm.TREE, new Division.HeldOut(TableSplit.byTime("day", 0.2))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("All rows of class \"new\" are held out");
    }

    @Test
    void thePageHasEverythingInOneFileAndEscapesNames() {
        HtmlReport page = StudyPage.of(
                "trains <b>", "late", HELD, List.of(new StudyPage.Use("Predict:", "vivace trees predict")), "seed: 42");

        assertThat(page.html())
                .contains("How good it is", "What to know of the data", "The rules in short", "What matters")
                .contains("How predictions depend", "Two rows", "Learning curve", "Columns", "Settings")
                .contains("Calibration", "Answers", "What moves yes", "Dependence on speed", "&lt;B&gt;")
                .doesNotContain("<b>", "<B>", "<script", "NaN")
                .doesNotContainPattern("(src|href)=")
                .doesNotContainPattern("https?://(?!www\\.w3\\.org)");
    }

    @Test
    void thePageOfNumbersHasErrorsInsteadOfClasses() {
        Study study = study(
                TABLE.without("number"),
                "speed",
                Algorithm.ADABOOST,
                new Division.HeldOut(TableSplit.random(0.25, 42)));
        String page =
                StudyPage.of("trains", "speed", study, List.of(), "seed: 42").html();

        assertThat(page).contains("True and predicted", "Errors", "R²").doesNotContain("Calibration");
        // The weighted median has no Shapley values.
        assertThat(page).doesNotContain("What moves");
    }
}
