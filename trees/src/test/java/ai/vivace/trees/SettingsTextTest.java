package ai.vivace.trees;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models' files have settings as texts: where a record writes its own, it is the compiler's. */
final class SettingsTextTest {
    static List<Record> settings() {
        return List.of(
                Growth.standard(),
                Growth.standard()
                        .depth(3)
                        .leaves(8)
                        .leastGain(0.25)
                        .leastHessian(2)
                        .leastRows(5),
                Growth.standard().l1(0.125).l2(1e-9).categories(new CategoryRules(1, 2, 3, 4.5, 6)),
                CategoryRules.standard(),
                Binning.standard(),
                new Binning(17, 5),
                new ClassWeights.Equal(),
                new BoostingVariant.Plain(),
                Constraints.none(),
                new Constraints(Map.of("age", 1), List.of(Set.of("age"), Set.of("height"))),
                Limits.none());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isThatOfTheCompiler(Record settings) throws ReflectiveOperationException {
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            parts.add(component.getName() + "=" + component.getAccessor().invoke(settings));
        }
        assertEquals(settings.getClass().getSimpleName() + "[" + String.join(", ", parts) + "]", settings.toString());
    }

    @Test
    void featuresAreEqualWhenAllOfThemIs() {
        Feature colour = Feature.categorical("colour", List.of("red", "blue"));
        Feature same = Feature.categorical("colour", new ArrayList<>(List.of("red", "blue")));
        assertEquals(colour, same);
        assertEquals(colour.hashCode(), same.hashCode());
        assertNotEquals(colour, Feature.categorical("colour", List.of("blue", "red")));
        assertNotEquals(colour, Feature.categorical("color", List.of("red", "blue")));
        assertNotEquals(colour, Feature.numeric("colour"));
        assertEquals(Feature.numeric("age"), Feature.numeric("age"));
    }
}
