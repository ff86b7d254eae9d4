package ai.vivace.trees.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final Task.Classification THREE = new Task.Classification(List.of("a", "b", "c"));

    @Test
    void eachRowIsJudgedOnceAndNeverByAModelThatLearntIt() {
        Target target = Target.numbers(new double[103]);
        for (Folds folds : List.of(Folds.plain(5, 1), Folds.standard(5, 1), Folds.grouped(5, groups(103, 20), 1))) {
            List<Integer> judged = new ArrayList<>();
            for (Fold fold : folds.of(target)) {
                judged.addAll(fold.validation());
                Set<Integer> both = new HashSet<>(fold.training());
                both.retainAll(fold.validation());
                assertThat(both).isEmpty();
                assertThat(fold.training().size() + fold.validation().size()).isEqualTo(103);
            }
            assertThat(judged).hasSize(103).doesNotHaveDuplicates();
        }
    }

    @Test
    void stratifiedFoldsHaveTheSameClassesGiveOrTakeOneRow() {
        int[] classes = IntStream.range(0, 137)
                .map(row -> row % 11 == 0 ? 2 : row % 3 == 0 ? 1 : 0)
                .toArray();
        Target target = Target.classes(THREE, classes);
        for (int seed = 0; seed < 20; seed++) {
            List<Fold> folds = Folds.stratified(4, seed).of(target);
            for (int k = 0; k < 3; k++) {
                int own = k;
                long all = IntStream.of(classes).filter(c -> c == own).count();
                for (Fold fold : folds) {
                    long here = fold.validation().stream()
                            .filter(row -> classes[row] == own)
                            .count();
                    assertThat(here).isBetween(all / 4, all / 4 + 1);
                    assertThat(fold.validation()).hasSizeBetween(137 / 4, 137 / 4 + 1);
                }
            }
        }
    }

    @Test
    void groupsStayTogetherAndFoldsAreOfLikeSize() {
        int[] groups = groups(400, 37);
        List<Fold> folds = Folds.grouped(5, groups, 3).of(Target.numbers(new double[400]));
        Set<Integer> seen = new HashSet<>();
        for (Fold fold : folds) {
            Set<Integer> own = new HashSet<>(
                    fold.validation().stream().map(row -> groups[row]).toList());
            assertThat(fold.training().stream().map(row -> groups[row])).doesNotContainAnyElementsOf(own);
            assertThat(seen).doesNotContainAnyElementsOf(own);
            seen.addAll(own);
            assertThat(fold.validation()).hasSizeBetween(70, 90);
        }
    }

    @Test
    void aSeedGivesOneDivision() {
        Target target = Target.numbers(new double[50]);
        assertThat(Folds.plain(5, 7).of(target)).isEqualTo(Folds.plain(5, 7).of(target));
        assertThat(Folds.plain(5, 8).of(target)).isNotEqualTo(Folds.plain(5, 7).of(target));
    }

    @Test
    void refusesWhatCannotBeDivided() {
        Target target = Target.numbers(1, 2, 3);
        assertThatThrownBy(() -> Folds.plain(1, 0))
                .isInstanceOf(InputException.class)
                .hasMessage("At least 2 folds are needed, but came 1.");
        assertThatThrownBy(() -> Folds.plain(4, 0).of(target)).hasMessageContaining("4 folds need as many rows");
        assertThatThrownBy(() -> Folds.stratified(2, 0).of(target)).hasMessageContaining("Take plain folds");
        assertThatThrownBy(() -> Folds.grouped(2, new int[] {1, 1, 1}, 0).of(target))
                .hasMessageContaining("as many groups at least, but there are 1");
        assertThatThrownBy(() -> Folds.grouped(2, new int[2], 0).of(target))
                .hasMessageContaining("groups of 2 rows, but 3 rows");
    }

    private static int[] groups(int rows, int count) {
        Rng rng = Rng.of(9);
        return IntStream.range(0, rows).map(row -> rng.nextInt(count)).toArray();
    }
}
