package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.trees.explain.DecisionPath;
import ai.vivace.trees.explain.TreeDrawing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/decision-tree.md. */
class DecisionTreeGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/decision-tree.md", DecisionTreeGuideTest.class);
    }

    @Test
    void aTreeIsGrownPrunedAndRead() {
        TestData iris = TestData.iris();
        Features features = iris.features();
        Target target = iris.target();
        // snippet
        DecisionTree settings = DecisionTree.standard().impurity(Impurity.GINI).limits(limits -> limits.rowsInLeaf(2));
        List<Pruning.Step> path = settings.pruningPath(features, target);
        path.forEach(step -> System.out.println("a leaf at " + step.cost() + ": " + step.leaves() + " leaves"));

        TreeEnsemble tree = settings.pruning(0.02).fit(features, target);
        TreeDrawing.of(tree).depth(4).chart().save(folder.resolve("iris.svg"));
        System.out.println(DecisionPath.of(tree, features.row(100)).text());
        // end
        assertThat(path).extracting(Pruning.Step::leaves).startsWith(7).endsWith(1);
        assertThat(tree.trees().get(0).leaves()).isEqualTo(4);
        assertThat(folder.resolve("iris.svg")).isNotEmptyFile();
    }
}
