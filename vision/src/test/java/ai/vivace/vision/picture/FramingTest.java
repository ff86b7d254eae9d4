package ai.vivace.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static final Size WIDE = new Size(640, 480);
    private static final Size INPUT = Size.square(224);

    @Test
    void fitsTakeTheirParts() {
        assertThat(Fit.SQUISH.still(WIDE, INPUT)).isEqualTo(new Frame(WIDE, Area.of(WIDE), Area.of(INPUT), INPUT));
        assertThat(Fit.CROP.still(WIDE, INPUT).from()).isEqualTo(new Area(80, 0, 480, 480));
        assertThat(Fit.CROP.still(new Size(100, 300), new Size(50, 100)).from()).isEqualTo(new Area(0, 50, 100, 200));
        assertThat(Fit.PAD.still(WIDE, INPUT).to()).isEqualTo(new Area(0, 28, 224, 168));
        assertThat(Fit.PAD.still(new Size(1000, 1), INPUT).to()).isEqualTo(new Area(0, 111, 224, 1));
    }

    @Test
    void placesGoWhereTheirPixelsGo() {
        Frame frame = Fit.PAD.still(WIDE, INPUT);
        assertThat(frame.x(320)).isEqualTo(112);
        assertThat(frame.y(0)).isEqualTo(28);
        assertThat(frame.y(480)).isEqualTo(196);
        assertThat(Fit.CROP.still(WIDE, INPUT).x(80)).isZero();
    }

    @Test
    void randomCropIsTheLargestPartAtEveryPlace() {
        RandomCrop crop = new RandomCrop();
        double sum = 0;
        int first = 0;
        int last = 0;
        for (int i = 0; i < 4000; i++) {
            Area from = crop.varied(WIDE, INPUT, Rng.of(i)).from();
            assertThat(from.width()).isEqualTo(480);
            assertThat(from.height()).isEqualTo(480);
            sum += from.left();
            first += from.left() < 16 ? 1 : 0;
            last += from.left() > 144 ? 1 : 0;
        }
        // Uniform from 0 to 160: a mean of 80 with a deviation of 46.5 / √4000, and a tenth in each of the outer
        // tenths.
        assertThat(sum / 4000).isCloseTo(80, within(3.0));
        assertThat(first / 4000.0).isCloseTo(0.1, within(0.02));
        assertThat(last / 4000.0).isCloseTo(0.1, within(0.02));
        assertThat(crop.still(WIDE, INPUT)).isEqualTo(Fit.CROP.still(WIDE, INPUT));
    }

    @Test
    void randomResizedCropKeepsItsBoundsAndItsDistribution() {
        RandomResizedCrop crop = RandomResizedCrop.standard();
        Size least = crop.least(WIDE, INPUT);
        double shares = 0;
        double forms = 0;
        int tall = 0;
        for (int i = 0; i < 4000; i++) {
            Area from = crop.varied(WIDE, INPUT, Rng.of(i)).from();
            assertThat(from.left()).isBetween(0, 640 - from.width());
            assertThat(from.top()).isBetween(0, 480 - from.height());
            assertThat(from.width()).isGreaterThanOrEqualTo(least.width());
            assertThat(from.height()).isGreaterThanOrEqualTo(least.height());
            double share = (double) from.width() * from.height() / (640 * 480);
            double form = (double) from.width() / from.height();
            assertThat(share).isBetween(0.079, 1.0);
            assertThat(form).isBetween(0.74, 1.35);
            shares += share;
            forms += Math.log(form);
            tall += form < 1 ? 1 : 0;
        }
        // torchvision 0.14 (RandomResizedCrop.get_params on 640 x 480, 20000 draws) has 0.4346, 0.0315 and 0.4139.
        assertThat(shares / 4000).isCloseTo(0.4346, within(0.012));
        assertThat(forms / 4000).isCloseTo(0.0315, within(0.01));
        assertThat(tall / 4000.0).isCloseTo(0.414, within(0.025));
    }

    @Test
    void aPictureOfNoAllowedFormGivesItsMiddle() {
        Area from = RandomResizedCrop.ofAtLeast(0.9)
                .varied(new Size(1000, 100), INPUT, Rng.of(1))
                .from();
        assertThat(from).isEqualTo(new Area(433, 0, 133, 100));
        assertThat(RandomResizedCrop.ofAtLeast(0.9)
                        .varied(new Size(100, 1000), INPUT, Rng.of(1))
                        .from())
                .isEqualTo(new Area(0, 433, 100, 133));
    }

    @Test
    void equalStreamsGiveEqualFrames() {
        RandomResizedCrop crop = RandomResizedCrop.standard();
        assertThat(crop.varied(WIDE, INPUT, Rng.of(3))).isEqualTo(crop.varied(WIDE, INPUT, Rng.of(3)));
        assertThat(crop.varied(WIDE, INPUT, Rng.of(3))).isNotEqualTo(crop.varied(WIDE, INPUT, Rng.of(4)));
    }

    @Test
    void wrongBoundsAreRefused() {
        assertThatThrownBy(() -> RandomResizedCrop.ofAtLeast(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new RandomResizedCrop(0.5, 0.4, 1, 1)).hasMessageContaining("0.5 to 0.4");
        assertThatThrownBy(() -> new RandomResizedCrop(0.5, 1, 2, 1)).hasMessageContaining("2.0 to 1.0");
        assertThatThrownBy(() -> new Frame(WIDE, new Area(600, 0, 50, 50), Area.of(INPUT), INPUT))
                .hasMessageContaining("is not inside");
    }
}
