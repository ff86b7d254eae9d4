package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.nn.Activation;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostTest {
    @Test
    void kernelsCountOnceForEachPlaceAndMatricesOnce() {
        try (Sequential network = Sequential.of(
                Conv2d.of(4, 6, 3).stride(2).padding(1).groups(2).build(),
                Activation.relu(),
                Flatten.of(),
                Linear.of(6 * 4 * 5, 7))) {
            Cost cost = Cost.of(network, Shape.of(4, 8, 10));
            assertThat(cost.parameters()).isEqualTo(6 * 2 * 9 + 6 + 7 * 120 + 7);
            assertThat(cost.multiplyAdds()).isEqualTo(4 * 5 * (6 * 2 * 9) + 7 * 120);
            assertThat(network.isTraining()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "cnn", "airbench", "lenet5", "resnet20", "plain56", "squeezenet1_1", "wrn16_4"})
    void theTableHasWhatIsMeasured(String label) {
        assertTable(Architectures.of(label));
    }

    @Test
    void theTableHasALineForEachNetwork() {
        assertThat(CostTable.COSTS)
                .containsOnlyKeys(
                        Architectures.all().stream().map(Architecture::label).toArray(String[]::new));
    }

    @Test
    @Tag("slow")
    void theTableHasWhatIsMeasuredOfAll() {
        Architectures.all().forEach(CostTest::assertTable);
    }

    private static void assertTable(Architecture architecture) {
        Cost measured = Cost.measured(architecture);
        assertThat(CostTable.COSTS)
                .as(
                        "costs.csv should have the line %s,%d,%d",
                        architecture.label(), measured.parameters(), measured.multiplyAdds())
                .containsEntry(architecture.label(), measured);
    }
}
