package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;

class LumaPlaneTest {
    @Test
    void oneGreyLevelEverywhereIs48Decibels() {
        LumaPlane plane = new LumaPlane(2, 2, new float[] {10, 20, 30, 40});
        LumaPlane other = new LumaPlane(2, 2, new float[] {11, 19, 31, 39});

        assertThat(plane.psnr(other)).isCloseTo(20 * Math.log10(255), within(1e-9));
        assertThat(plane.psnr(plane)).isInfinite();
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new LumaPlane(3, 2, new float[5]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 x 2 and 5 samples");
        assertThatThrownBy(() -> new LumaPlane(0, 2, new float[0])).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new LumaPlane(1, 2, new float[2]).psnr(new LumaPlane(2, 1, new float[2])))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 x 2 and 2 x 1");
    }
}
