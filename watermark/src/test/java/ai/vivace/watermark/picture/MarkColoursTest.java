package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MarkColoursTest {
    private static int[] colours(int space, Layout layout, Notes notes, int... argb) {
        return colours(ICC_Profile.getInstance(space).getData(), layout, notes, argb);
    }

    private static int[] colours(byte[] profile, Layout layout, Notes notes, int... argb) {
        Overlay mark = TestPictures.layer(Box.of(argb.length, 1), i -> argb[i]);
        int[] converted = new int[argb.length];
        MarkColours.in(List.of(mark), Optional.of(profile), layout, notes)
                .get(0)
                .read(mark.bounds(), converted);
        return converted;
    }

    @Test
    void aProfileOfLinearLightGetsLinearNumbers() {
        int[] argb = colours(
                ColorSpace.CS_LINEAR_RGB, Layout.RGB, new Notes(), 0xFFFFFFFF, 0x40000000, 0x80808080, 0x12FF0000, 0);
        assertThat(argb[0]).isEqualTo(0xFFFFFFFF);
        assertThat(argb[1]).isEqualTo(0x40000000);
        assertThat(argb[3] >>> 24).isEqualTo(0x12);
        assertThat(argb[4]).isZero();
        // ((128 / 255 + 0.055) / 1.055)^2.4 = 0.21586
        assertThat(argb[2] >> 8 & 255).isCloseTo(55, Offset.offset(1));
        assertThat(argb[2] >>> 24).isEqualTo(0x80);
    }

    @Test
    void sRgbIsLeftAlone() {
        int[] argb = colours(ColorSpace.CS_sRGB, Layout.RGB, new Notes(), 0xFF123456, 0x80ABCDEF);
        assertThat(argb).containsExactly(0xFF123456, 0x80ABCDEF);
    }

    @Test
    void aProfileOfGreyGetsGrey() {
        int[] argb = colours(ColorSpace.CS_GRAY, Layout.GREY, new Notes(), 0xFFFFFFFF, 0xFF00FF00);
        assertThat(argb[0]).isEqualTo(0xFFFFFFFF);
        assertThat(argb[1] & 255).isEqualTo(argb[1] >> 8 & 255).isEqualTo(argb[1] >> 16 & 255);
    }

    @Test
    void aProfileThatCannotBeUsedIsAWarningAndTheColoursStay() {
        Notes notes = new Notes();
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        profile[40] = 0;
        byte[] cut = Arrays.copyOf(profile, 140);
        assertThat(colours(cut, Layout.RGB, notes, 0xFF123456)).containsExactly(0xFF123456);
        assertThat(notes.list()).anyMatch(note -> note.weight() == Note.Weight.WARNING);
        assertThat(colours(ColorSpace.CS_LINEAR_RGB, Layout.GREY, notes, 0xFF123456))
                .containsExactly(0xFF123456);
    }
}
