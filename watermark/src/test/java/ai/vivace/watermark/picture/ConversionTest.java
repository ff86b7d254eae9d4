package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.layer.Orientation;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConversionTest {
    private static final Layer MARK = TestPictures.layer(new Box(2, 3, 4, 5), i -> 0x80FFFFFF);

    private static Composed converted(byte[] file, Target target) {
        return converted(file, target, MetadataPolicy.USUAL);
    }

    private static Composed converted(byte[] file, Target target, MetadataPolicy policy) {
        return Picture.open(file, Reading.USUAL).marked(page -> List.of(MARK), policy, target);
    }

    @Test
    void aBitmapBecomesAPngWithTheSamePixels() {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR);
        Composed after = converted(TestPictures.written(before, "bmp"), Target.of(PictureFormat.PNG));
        assertThat(TestPictures.samples(TestPictures.read(after.file(), "png")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, MARK));
        assertThat(after.route()).isEqualTo(Composed.Route.PIXELS);
    }

    @Test
    void metadataOfAJpegGoesIntoThePngAndBack() {
        byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] file = TestJpegs.with(
                TestJpegs.colours(),
                TestJpegs.exif(TestJpegs.exifWithThumbnail(Orientation.TURNED_90)),
                TestJpegs.xmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"),
                TestJpegs.Segment.of(0xE2, "ICC_PROFILE\0\1\1", icc));
        Attachments before = Picture.open(file, Reading.USUAL).info().attachments();
        byte[] png = converted(file, Target.of(PictureFormat.PNG)).file();
        PictureInfo middle = Picture.open(png, Reading.USUAL).info();
        byte[] jpeg = converted(png, Target.of(PictureFormat.JPEG)).file();
        PictureInfo after = Picture.open(jpeg, Reading.USUAL).info();
        for (PictureInfo info : List.of(middle, after)) {
            assertThat(info.attachments().icc().orElseThrow()).isEqualTo(icc);
            assertThat(info.attachments().exif().orElseThrow())
                    .isEqualTo(before.exif().orElseThrow());
            assertThat(info.attachments().xmp().orElseThrow())
                    .isEqualTo(before.xmp().orElseThrow());
            assertThat(info.orientation()).isEqualTo(Orientation.TURNED_90);
        }
    }

    @Test
    void resolutionGoesAlong() {
        byte[] png = PngPictureTest.with(
                TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "png"),
                PngChunk.of("pHYs", new byte[] {0, 0, 46, 35, 0, 0, 46, 35, 1}));
        Composed after = converted(png, Target.of(PictureFormat.JPEG));
        Resolution resolution =
                Picture.open(after.file(), Reading.USUAL).info().resolution().orElseThrow();
        assertThat(resolution.horizontal()).isCloseTo(300, Offset.offset(0.5));
    }

    @Test
    void clearPlacesOfAPngLieUponTheBackgroundInAJpegWithANote() {
        BufferedImage before = new BufferedImage(32, 32, BufferedImage.TYPE_4BYTE_ABGR);
        Composed after = converted(
                TestPictures.written(before, "png"),
                Target.of(PictureFormat.JPEG).background(0x3060C0));
        int rgb = TestPictures.read(after.file(), "jpeg").getRGB(20, 20);
        assertThat(MedianCut.distance(rgb, 0x3060C0)).isLessThan(20);
        assertThat(after.notes()).extracting(Note::text).anyMatch(text -> text.contains("#3060c0"));
        assertThat(after.route()).isEqualTo(Composed.Route.ENCODED_ANEW);
    }

    @Test
    void ofAnAnimationTheFirstFrameIsWrittenWithAWarning() {
        byte[] file = new GifBytes(8, 8, 0xFF0000, 0x00FF00)
                .control(1, 10, -1)
                .frame(0, 0, 8, 8, 2, new byte[64])
                .control(1, 10, -1)
                .frame(0, 0, 1, 1, 2, (byte) 1)
                .end();
        Composed after = converted(file, Target.of(PictureFormat.PNG));
        assertThat(TestPictures.read(after.file(), "png").getRGB(0, 0)).isEqualTo(0xFFFF0000);
        assertThat(after.notes()).anyMatch(note -> note.weight() == Note.Weight.WARNING);
    }

    @Test
    void strippingAndCreditsHoldForOtherFormatsToo() {
        byte[] file =
                TestJpegs.with(TestJpegs.colours(), TestJpegs.exif(TestJpegs.exifWithThumbnail(Orientation.TURNED_90)));
        MetadataPolicy policy =
                MetadataPolicy.USUAL.keep(MetadataPolicy.Keep.LOOK).copyright("© Zoë");
        byte[] png = converted(file, Target.of(PictureFormat.PNG), policy).file();
        PictureInfo info = Picture.open(png, Reading.USUAL).info();
        assertThat(info.exifValues()).doesNotContainKey("Make");
        assertThat(info.orientation()).isEqualTo(Orientation.TURNED_90);
        assertThat(info.attachments().xmp()).isPresent();
    }

    @Test
    void onlyPngAndJpegAreWrittenForOthers() {
        assertThatThrownBy(() -> Target.of(PictureFormat.GIF))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("PNG or JPEG");
    }
}
