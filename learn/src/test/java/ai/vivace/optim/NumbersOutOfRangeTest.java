package ai.vivace.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.nn.Linear;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each number of each optimizer is looked at when it is given, whatever way: the settings are records. */
class NumbersOutOfRangeTest {
    /** How much of the past stays: below 1. */
    private static final Set<String> BELOW_ONE = Set.of("momentum", "squareMomentum", "memory", "restMomentum");

    /** May be as large as one likes. */
    private static final Set<String> UNBOUNDED = Set.of("growth");

    private record Wrong(OptimizerSettings settings, RecordComponent component, double value) {
        @Override
        public String toString() {
            return settings.getClass().getSimpleName() + " " + component.getName() + " " + value;
        }

        /** The message of what the record says to the value. */
        String told() throws ReflectiveOperationException {
            RecordComponent[] components = settings.getClass().getRecordComponents();
            Object[] arguments = new Object[components.length];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = components[i].getName().equals(component.getName())
                        ? (Object) value
                        : components[i].getAccessor().invoke(settings);
            }
            Constructor<?> constructor = settings.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            try {
                return "nothing, but made " + constructor.newInstance(arguments);
            } catch (InvocationTargetException e) {
                assertThat(e.getCause()).isInstanceOf(InputException.class);
                return String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
            }
        }
    }

    static Stream<OptimizerSettings> optimizers() {
        return Stream.of(
                Adadelta.standard(),
                Adagrad.standard(),
                Adam.standard(),
                Adamax.standard(),
                DAdaptAdam.standard(),
                Lamb.standard(),
                Larc.standard(),
                Lion.standard(),
                Lookahead.ranger(),
                Muon.of(Linear.of(2, 2)),
                NAdam.standard(),
                Prodigy.standard(),
                Proximal.l1(Sgd.standard(), 0.1),
                QhAdam.standard(),
                RAdam.standard(),
                RmsProp.standard(),
                ScheduleFreeAdamW.standard(),
                ScheduleFreeSgd.standard(),
                Sgd.standard());
    }

    static Stream<Wrong> wrongs() {
        List<Wrong> wrongs = new ArrayList<>();
        optimizers().forEach(settings -> {
            for (RecordComponent component : settings.getClass().getRecordComponents()) {
                if (component.getType() == double.class) {
                    for (double value : values(component.getName())) {
                        wrongs.add(new Wrong(settings, component, value));
                    }
                }
            }
        });
        return wrongs.stream();
    }

    private static double[] values(String name) {
        if (UNBOUNDED.contains(name)) {
            return new double[] {-1, Double.NaN};
        }
        return BELOW_ONE.contains(name)
                ? new double[] {-1, 1, Double.NaN, Double.POSITIVE_INFINITY}
                : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY};
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void isRefusedWithItsRangeAndWhatCame(Wrong wrong) throws ReflectiveOperationException {
        assertThat(wrong.told())
                .contains("must be")
                .containsPattern("at least|above|below|positive|from 0 to 1|more than 1")
                .contains(String.valueOf(wrong.value()));
    }

    @Test
    void messagesSayWhichNumberWhatItMustBeAndWhatCame() {
        assertThat(optimizers()).hasSize(19);
        refused(
                () -> Sgd.standard().learningRate(-0.1),
                "A learning rate must be finite and at least 0, but was -0.1.");
        refused(() -> Sgd.standard().momentum(1.5), "A momentum must be at least 0 and below 1, but was 1.5.");
        refused(
                () -> Adam.standard().squareMomentum(1),
                "A square momentum must be at least 0 and below 1, but was 1.0.");
        refused(
                () -> Adam.standard().weightDecay(-0.01),
                "A weight decay must be finite and at least 0, but was -0.01.");
        refused(() -> Adam.standard().epsilon(Double.NaN), "An epsilon must be finite and at least 0, but was NaN.");
        refused(
                () -> Larc.standard().trust(Double.POSITIVE_INFINITY),
                "The trust must be finite and positive, but was Infinity.");
        refused(() -> Lion.standard().memory(1), "Lion's memory must be at least 0 and below 1, but was 1.0.");
    }

    private static void refused(ThrowingCallable wrong, String message) {
        assertThatThrownBy(wrong).isInstanceOf(InputException.class).hasMessage(message);
    }
}
