package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientUnitsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000, 500_000, 4_000_000, 16_000_000, 100_000_000, 1 << 29})
    void sumsFitEvenIfEachRowIsRoundedUp(int rows) {
        for (double largest : new double[] {1, 1.7, 40, 1e9}) {
            // One row has the largest numbers, the others 1.
            double sum = largest + (rows - 1);
            GradientUnits units = GradientUnits.of(rows, new Extent(sum, largest, sum, 1, largest));
            double most = sum / units.gradient() + rows;
            assertThat(most).isLessThanOrEqualTo(Packed.MOST_GRADIENT);
            assertThat(sum / units.hessian() + rows).isLessThanOrEqualTo(Packed.MOST_HESSIAN);
            // The unit is no larger than it must be: half of the room is used but by the largest row's rounding to
            // whole units.
            assertThat(most).isGreaterThan(0.3 * Packed.MOST_GRADIENT);
        }
    }

    /** Adding one number so often is multiplying it: a table of 16 million equal rows without the table. */
    @ParameterizedTest
    @ValueSource(ints = {4_000_000, 16_000_000, 250_000_000, 1 << 29})
    void equalRowsAreWholeUnitsWhoseSumsComeBackExactly(int rows) {
        for (int sign : new int[] {-1, 1}) {
            double gradient = 0.37;
            double hessian = 0.21;
            GradientUnits units =
                    GradientUnits.of(rows, new Extent(gradient * rows, gradient, hessian * rows, hessian, hessian));
            long ofRow = Math.round(sign * gradient / units.gradient());
            long second = Math.round(hessian / units.hessian());
            assertThat(ofRow * units.gradient()).isCloseTo(sign * gradient, within(1e-15));
            long sum = Packed.of(ofRow, second) * rows;
            assertThat((long) Packed.gradient(sum)).isEqualTo(ofRow * rows);
            assertThat(Packed.hessian(sum)).isEqualTo(second * rows);
            assertThat(units.gradient(sum)).isCloseTo(sign * gradient * rows, within(1e-6 * rows));
            assertThat(units.hessian(sum)).isCloseTo(hessian * rows, within(1e-6 * rows));
        }
    }

    @Test
    void aMeanRowOfSixteenMillionHasMoreThanAHundredUnits() {
        int rows = 16_000_000;
        GradientUnits units = GradientUnits.of(rows, new Extent(0.1 * rows, 1, 0.1 * rows, 0, 1));
        assertThat(0.1 / units.gradient()).isBetween(100.0, 135.0);
        assertThat(0.1 / units.hessian()).isBetween(200.0, 270.0);
    }

    @Test
    void zerosHaveSomeUnit() {
        GradientUnits units = GradientUnits.of(5, new Extent(0, 0, 0, 0, 0));
        assertThat(units.gradient(Packed.of(0, 0))).isZero();
        assertThat(units.hessian(Packed.of(0, 0))).isZero();
    }

    @Test
    void moreRowsThanHalfABillionAreRefused() {
        assertThatThrownBy(() -> GradientUnits.of((1 << 29) + 1, new Extent(1, 1, 1, 1, 1)))
                .isInstanceOf(InputException.class)
                .hasMessage("A tree learns from 536870912 rows at most, but came 536870913.");
    }
}
