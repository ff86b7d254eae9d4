package ai.vivace.trees.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Features;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final CrossValidation JUDGING =
            CrossValidation.standard().folds(Folds.plain(2, 1)).threads(1);

    /** Settings of a model that needs no training: how far its answer is off, and how many rounds it has. */
    private record Made(double offset, int rounds, String kind) {
        Made offset(double newOffset) {
            return new Made(newOffset, rounds, kind);
        }

        Made rounds(int count) {
            return new Made(offset, count, kind);
        }

        Made kind(String newKind) {
            return new Made(offset, rounds, newKind);
        }

        Predictor fit(Features features, Target target) {
            InputException.require(!kind.equals("broken"), () -> "It is broken.");
            return rows -> IntStream.range(0, rows.rows())
                    .mapToObj(row -> new double[] {rows.column(0)[row] + offset})
                    .toArray(double[][]::new);
        }
    }

    private static final Made START = new Made(0, 1, "whole");
    private static final Features FEATURES = Features.ofColumns(new float[][] {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}});
    private static final Target TARGET = Target.numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    @Test
    void drawsStayInTheirRangeAndReachItsEnds() {
        Space<Made> space = Space.of(START)
                .whole("rounds", 2, 5, Made::rounds)
                .linear("offset", -1, 1, Made::offset)
                .choice("kind", List.of("a", "b"), Made::kind);
        assertThat(space.names()).containsExactly("rounds", "offset", "kind");
        Set<Integer> rounds = new TreeSet<>();
        double sum = 0;
        for (int i = 0; i < 500; i++) {
            Space.Candidate<Made> drawn = space.draw(Rng.of(i));
            assertThat(drawn.values())
                    .containsExactly(
                            Map.entry("rounds", drawn.settings().rounds()),
                            Map.entry("offset", drawn.settings().offset()),
                            Map.entry("kind", drawn.settings().kind()));
            assertThat(drawn.settings().offset()).isBetween(-1.0, 1.0);
            rounds.add(drawn.settings().rounds());
            sum += drawn.settings().offset();
        }
        assertThat(rounds).containsExactly(2, 3, 4, 5);
        assertThat(Math.abs(sum / 500)).isLessThan(0.1);
    }

    @Test
    void logarithmicRangesHaveAsManyDrawsInEachDecade() {
        Space<Made> space = Space.of(START)
                .logarithmic("offset", 0.001, 1, Made::offset)
                .wholeLogarithmic("rounds", 1, 100, Made::rounds);
        int[] decades = new int[3];
        Set<Integer> rounds = new TreeSet<>();
        for (int i = 0; i < 3000; i++) {
            Made drawn = space.draw(Rng.of(i)).settings();
            decades[(int) Math.min(2, Math.floor(Math.log10(drawn.offset()) + 3))]++;
            rounds.add(drawn.rounds());
        }
        assertThat(IntStream.of(decades)).allMatch(count -> count > 900 && count < 1100);
        assertThat(rounds).contains(1, 2, 100).allMatch(count -> count >= 1 && count <= 100);
    }

    @Test
    void anotherDimensionDoesNotChangeWhatTheOthersDraw() {
        Space<Made> space = Space.of(START).linear("offset", 0, 1, Made::offset);
        Space<Made> larger = Space.of(START).whole("rounds", 1, 9, Made::rounds).linear("offset", 0, 1, Made::offset);
        assertThat(larger.draw(Rng.of(3)).settings().offset())
                .isEqualTo(space.draw(Rng.of(3)).settings().offset());
    }

    @Test
    void theLeastErrorIsFoundAndFailuresComeLast() {
        Space<Made> space = Space.of(START)
                .linear("offset", -2, 2, Made::offset)
                .choice("kind", List.of("whole", "whole", "broken"), Made::kind);
        List<String> heard = new ArrayList<>();
        SearchResult<Made> found = RandomSearch.of(30)
                .judging(JUDGING.threads(2).progress((done, all, what) -> heard.add(done + "/" + all)))
                .in(space, made -> made::fit, FEATURES, TARGET);
        assertThat(heard).hasSize(60).first().isEqualTo("1/60");
        assertThat(heard).last().isEqualTo("60/60");
        List<Trial<Made>> trials = found.trials();
        assertThat(trials).hasSize(30);
        assertThat(found.best().score())
                .isCloseTo(Math.abs(found.best().settings().offset()), within(1e-6));
        int failed = (int)
                trials.stream().filter(trial -> trial.failure().isPresent()).count();
        assertThat(failed).isBetween(3, 20);
        for (int i = 1; i < 30; i++) {
            assertThat(trials.get(i).failure().isPresent()).isEqualTo(i >= 30 - failed);
            if (i < 30 - failed) {
                assertThat(trials.get(i).score())
                        .isGreaterThanOrEqualTo(trials.get(i - 1).score());
            }
        }
        assertThat(trials.get(29).failure()).contains("It is broken.");
        assertThat(found.table(3).headers())
                .containsExactly("trial", "root mean square error", "deviation", "offset", "kind");
        assertThat(found.table(3).rows()).hasSize(3);
    }

    @Test
    void nothingThatWorksIsSaid() {
        Space<Made> broken = Space.of(START).choice("kind", List.of("broken"), Made::kind);
        assertThatThrownBy(() -> RandomSearch.of(3).judging(JUDGING).in(broken, made -> made::fit, FEATURES, TARGET))
                .isInstanceOf(InputException.class)
                .hasMessage("All 3 trials failed, the first because: It is broken.");
        assertThatThrownBy(() -> Space.of(START).whole("a", 3, 2, Made::rounds)).hasMessageContaining("3 and 2");
        assertThatThrownBy(() -> Space.of(START).logarithmic("a", 0, 2, Made::offset))
                .hasMessageContaining("above 0 and rising, but came 0.0 and 2.0");
        assertThatThrownBy(() -> Space.of(START).whole("a", 1, 2, Made::rounds).whole("a", 1, 2, Made::rounds))
                .hasMessageContaining("has a dimension \"a\" already");
    }

    @Test
    void threadsDoNotChangeWhatBoostingForestsAndTreesAreFound() {
        TestData data = TestData.exclusiveOr(200, 3);
        Space<GradientBoosting> boosting = Space.of(
                        GradientBoosting.standard().rounds(4).threads(1))
                .whole("depth", 1, 6, GradientBoosting::depth)
                .logarithmic("learningRate", 0.01, 1, GradientBoosting::learningRate);
        CrossValidation judging = JUDGING.measures(Measures.areaUnderCurve());
        SearchResult<GradientBoosting> one = RandomSearch.of(6)
                .judging(judging)
                .in(boosting, settings -> settings::fit, data.features(), data.target());
        SearchResult<GradientBoosting> three = RandomSearch.of(6)
                .judging(judging.threads(3))
                .in(boosting, settings -> settings::fit, data.features(), data.target());
        assertThat(three.table(6).rows()).isEqualTo(one.table(6).rows());
        assertThat(one.best().score()).isGreaterThan(one.trials().get(5).score());
        Space<Forest> forests = Space.of(Forest.random().threads(1))
                .whole("trees", 1, 4, Forest::trees)
                .whole("depth", 1, 5, (forest, depth) -> forest.limits(limits -> limits.depth(depth)));
        assertThat(RandomSearch.of(3)
                        .judging(judging)
                        .in(forests, f -> f::fit, data.features(), data.target())
                        .trials())
                .hasSize(3);
        Space<DecisionTree> trees =
                Space.of(DecisionTree.standard()).logarithmic("pruning", 1e-4, 0.1, DecisionTree::pruning);
        assertThat(RandomSearch.of(3)
                        .judging(judging)
                        .in(trees, t -> t::fit, data.features(), data.target())
                        .trials())
                .hasSize(3);
    }

    @Test
    void halvingGivesMoreToFewer() {
        Space<Made> space = Space.of(START).linear("offset", -2, 2, Made::offset);
        List<Integer> given = Collections.synchronizedList(new ArrayList<>());
        SearchResult<Made> found = SuccessiveHalving.of(9)
                .judging(JUDGING)
                .in(
                        space,
                        Made::rounds,
                        10,
                        100,
                        made -> {
                            given.add(made.rounds());
                            return made::fit;
                        },
                        FEATURES,
                        TARGET);
        // Two folds each of nine candidates with 11 rounds, three with 33, one with 100.
        assertThat(Collections.frequency(given, 11)).isEqualTo(18);
        assertThat(Collections.frequency(given, 33)).isEqualTo(6);
        assertThat(Collections.frequency(given, 100)).isEqualTo(2);
        assertThat(found.trials()).hasSize(13);
        assertThat(found.best().rung()).isEqualTo(2);
        assertThat(found.best().resource()).isEqualTo(100);
        double least = RandomSearch.of(9)
                .judging(JUDGING)
                .in(space, made -> made::fit, FEATURES, TARGET)
                .best()
                .score();
        assertThat(found.best().score()).isEqualTo(least);
        assertThat(found.table(1).headers()).startsWith("trial", "resource");
    }

    @Test
    void halvingByRowsLearnsFromMoreOfTheSameRowsWithAllClasses() {
        TestData iris = TestData.iris();
        Map<Integer, Set<Integer>> sizes = new ConcurrentHashMap<>();
        Space<DecisionTree> space = Space.of(DecisionTree.standard())
                .whole("depth", 1, 4, (tree, depth) -> tree.limits(limits -> limits.depth(depth)));
        SearchResult<DecisionTree> found = SuccessiveHalving.of(4)
                .factor(2)
                .judging(CrossValidation.standard()
                        .folds(Folds.stratified(3, 1))
                        .measures(Measures.accuracy())
                        .threads(1))
                .in(
                        space,
                        12,
                        settings -> (features, target) -> {
                            sizes.computeIfAbsent(target.rows(), size -> new TreeSet<>())
                                    .addAll(IntStream.range(0, target.rows())
                                            .mapToObj(row -> (int) target.value(row))
                                            .toList());
                            return settings.fit(features, target);
                        },
                        iris.features(),
                        iris.target());
        assertThat(sizes.keySet()).containsExactlyInAnyOrder(25, 50, 100);
        assertThat(sizes.values()).allMatch(classes -> classes.size() == 3);
        assertThat(found.best().score()).isGreaterThan(0.9);
        assertThatThrownBy(() -> SuccessiveHalving.of(4)
                        .in(space, 1000, settings -> settings::fit, iris.features(), iris.target()))
                .hasMessageContaining("at most what the last one has, 120, but came 1000");
    }
}
