package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.schedule.CosineAnnealing;
import ai.vivace.schedule.Cyclical;
import ai.vivace.schedule.FlatCosine;
import ai.vivace.schedule.InverseSquareRoot;
import ai.vivace.schedule.Noam;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.PolynomialDecay;
import ai.vivace.schedule.PyTorchOneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.Schedule;
import ai.vivace.schedule.Sgdr;
import ai.vivace.schedule.SlantedTriangle;
import ai.vivace.schedule.StepDecay;
import ai.vivace.schedule.WarmUpStableDecay;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StageFactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Policy> policies() {
        return Stream.of(
                Policy.constant(),
                OneCycle.standard().momenta(0.9, 0.8, 0.95),
                new PyTorchOneCycle(20),
                FlatCosine.standard(),
                Sgdr.of(3, 1),
                new CosineAnnealing(0.1),
                PolynomialDecay.of(1.5),
                StepDecay.at(1.0 / 3, 0.75),
                InverseSquareRoot.of(0.1),
                new Noam(64, 10, 100),
                WarmUpStableDecay.standard(),
                Cyclical.of(3).exponential(0.3),
                SlantedTriangle.standard(),
                Cyclical.of(2).halved().warmedUp(0.1).warmedUp(0.2));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void policiesComeBackFromJsonAsTheyWere(Policy policy) throws JsonProcessingException {
        assertComesBack(Stage.of(2, Rates.of(0.1), policy));
    }

    static Stream<Rates> rates() {
        return Stream.of(Rates.of(0.1), Rates.last(0.1), Rates.spread(1e-5, 1e-3), Rates.divided(0.01, 2.6));
    }

    @ParameterizedTest
    @MethodSource("rates")
    void ratesComeBackFromJsonAsTheyWere(Rates rates) throws JsonProcessingException {
        assertComesBack(new Stage(3, rates, Policy.constant(), OptionalInt.of(1)));
    }

    @Test
    void policiesOfTheProgramsOwnAndUnknownOnesAreRefused() {
        Policy own = () -> Schedule.constant(0.5);
        assertThatThrownBy(() -> StageFacts.write(List.of(Stage.of(1, Rates.of(0.1), own))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("program's own");
        JsonNode facts = StageFacts.write(List.of(Stage.of(1, Rates.of(0.1), OneCycle.standard())));
        ((ObjectNode) facts.get(0).get("policy")).put("kind", "twoCycle");
        assertThatThrownBy(() -> StageFacts.read(facts))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("twoCycle");
    }

    private static void assertComesBack(Stage stage) throws JsonProcessingException {
        JsonNode text = JSON.readTree(StageFacts.write(List.of(stage)).toString());
        assertThat(StageFacts.read(text)).containsExactly(stage);
    }
}
