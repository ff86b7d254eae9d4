package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.jpeg.JpegFile;
import ai.vivace.watermark.jpeg.JpegSegment;
import ai.vivace.watermark.jpeg.SegmentKind;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.layer.Orientation;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JpegPictureTest {
    private static final Layer MARK = TestPictures.layer(new Box(70, 50, 30, 20), i -> 0x7DFFFFFF);

    private static byte[] rich() {
        return TestJpegs.with(
                TestJpegs.colours(),
                TestJpegs.exif(TestJpegs.exifWithThumbnail(Orientation.TURNED_90)),
                TestJpegs.xmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"),
                TestJpegs.Segment.of(
                        0xE2,
                        "ICC_PROFILE\0\1\1",
                        ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()),
                TestJpegs.Segment.of(
                        0xED, "Photoshop 3.0\0", new byte[] {'8', 'B', 'I', 'M', 4, 10, 0, 0, 0, 0, 0, 1, 7, 0}),
                TestJpegs.Segment.of(0xFE, "a comment", new byte[0]),
                TestJpegs.Segment.of(0xE5, "of a maker", new byte[] {1, 2, 3}));
    }

    private static JpegFile file(byte[] bytes) {
        return JpegFile.read(bytes);
    }

    private static List<byte[]> payloads(byte[] bytes, SegmentKind kind) {
        JpegFile file = file(bytes);
        return file.segments().stream()
                .filter(segment -> segment.kind() == kind)
                .map(file::payload)
                .toList();
    }

    @Test
    void everySegmentIsKeptByteForByteAndPixelsAwayFromTheMarkStay() {
        byte[] before = rich();
        Composed after = TestPictures.marked(before, MARK);
        assertThat(after.route()).isEqualTo(Composed.Route.BLOCKS);
        assertThat(after.changed()).isBetween(1L, after.units() / 4);
        JpegFile old = file(before);
        JpegFile now = file(after.file());
        List<JpegSegment> kept = old.segments().stream()
                .filter(segment -> segment.marker() != 0xC4)
                .toList();
        List<JpegSegment> found = now.segments().stream()
                .filter(segment -> segment.marker() != 0xC4)
                .toList();
        assertThat(found).hasSameSizeAs(kept);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(now.payload(found.get(i))).isEqualTo(old.payload(kept.get(i)));
        }
        int[] pixels = TestPictures.samples(TestPictures.read(before, "jpeg"));
        int[] marked = TestPictures.samples(TestPictures.read(after.file(), "jpeg"));
        boolean changed = false;
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % TestJpegs.WIDTH;
            int y = i / 3 / TestJpegs.WIDTH;
            // Two MCUs around the mark, as smoothing of colours reaches a pixel further.
            if (x < 40 || x > 130 || y < 20 || y > 100) {
                assertThat(marked[i]).isEqualTo(pixels[i]);
            }
            changed |= marked[i] > pixels[i] + 40;
        }
        assertThat(changed).isTrue();
    }

    @Test
    void headersSayOrientationResolutionAndExif() {
        PictureInfo info = Picture.open(rich(), Reading.USUAL).info();
        assertThat(info.orientation()).isEqualTo(Orientation.TURNED_90);
        assertThat(info.exifValues()).containsEntry("Make", "Camera1");
        assertThat(info.attachments().icc()).isPresent();
        assertThat(List.of(info.width(), info.height(), info.depth())).containsExactly(150, 110, 8);
    }

    @Test
    void aThumbnailIsKeptWithANoteOrDropped() {
        Composed kept = TestPictures.marked(rich(), MARK);
        assertThat(kept.notes()).extracting(Note::text).anyMatch(text -> text.contains("small copy"));
        MetadataPolicy policy = MetadataPolicy.USUAL.thumbnail(MetadataPolicy.Thumbnail.DROPPED);
        Composed dropped = TestPictures.marked(rich(), policy, MARK);
        assertThat(dropped.notes()).isEmpty();
        byte[] exif = payloads(dropped.file(), SegmentKind.EXIF).get(0);
        byte[] block = Arrays.copyOfRange(exif, 6, exif.length);
        assertThat(TiffStructure.of(block, "Exif").directories()).hasSize(1);
        assertThat(Arrays.copyOfRange(block, 76, 88)).containsOnly(0);
    }

    @Test
    void creditsGoToExifXmpAndIptcAndTheRestStays() {
        MetadataPolicy policy = MetadataPolicy.USUAL.author("Zoë Ω").copyright("© 2026 Zoë");
        byte[] after = TestPictures.marked(rich(), policy, MARK).file();
        PictureInfo info = Picture.open(after, Reading.USUAL).info();
        assertThat(info.exifValues())
                .containsEntry("Artist", "Zoë Ω")
                .containsEntry("Copyright", "© 2026 Zoë")
                .containsEntry("Make", "Camera1");
        assertThat(info.orientation()).isEqualTo(Orientation.TURNED_90);
        assertThat(new String(info.attachments().xmp().orElseThrow(), StandardCharsets.UTF_8))
                .contains("<rdf:li>Zoë Ω</rdf:li>", "© 2026 Zoë");
        String photoshop = new String(payloads(after, SegmentKind.PHOTOSHOP).get(0), StandardCharsets.UTF_8);
        assertThat(photoshop).contains("Zoë Ω", "© 2026 Zoë", "8BIM");
        assertThat(payloads(after, SegmentKind.COMMENT)).hasSize(1);
        assertThat(TestPictures.samples(TestPictures.read(after, "jpeg")))
                .isEqualTo(TestPictures.samples(
                        TestPictures.read(TestPictures.marked(rich(), MARK).file(), "jpeg")));
    }

    @Test
    void creditsAreEnteredWhereThereIsNoMetadataYet() {
        byte[] after = TestPictures.marked(TestJpegs.grey(), MetadataPolicy.USUAL.copyright("(c) Zoe"), MARK)
                .file();
        assertThat(Picture.open(after, Reading.USUAL).info().exifValues()).containsEntry("Copyright", "(c) Zoe");
        assertThat(TestPictures.read(after, "jpeg").getWidth()).isEqualTo(TestJpegs.WIDTH);
    }

    @Test
    void onlyWhatTheLookDependsOnStaysIfAsked() {
        byte[] file = Arrays.copyOf(rich(), rich().length + 5);
        byte[] after = TestPictures.marked(file, MetadataPolicy.USUAL.keep(MetadataPolicy.Keep.LOOK), MARK)
                .file();
        JpegFile now = file(after);
        assertThat(now.segments())
                .extracting(JpegSegment::kind)
                .doesNotContain(SegmentKind.XMP, SegmentKind.PHOTOSHOP, SegmentKind.COMMENT, SegmentKind.APPLICATION);
        assertThat(payloads(after, SegmentKind.ICC)).hasSize(1);
        PictureInfo info = Picture.open(after, Reading.USUAL).info();
        assertThat(info.orientation()).isEqualTo(Orientation.TURNED_90);
        assertThat(info.exifValues()).doesNotContainKey("Make");
        assertThat(now.trailer()).isEqualTo(after.length);
    }

    @Test
    void malformedExifIsKeptAsItIsWithAWarning() {
        byte[] block = TestJpegs.exifWithThumbnail(Orientation.UPRIGHT);
        block[5] = 100;
        byte[] file = TestJpegs.with(TestJpegs.colours(), TestJpegs.exif(block));
        Composed after = TestPictures.marked(file, MetadataPolicy.USUAL.author("Zoe"), MARK);
        byte[] payload = payloads(after.file(), SegmentKind.EXIF).get(0);
        assertThat(Arrays.copyOfRange(payload, 6, payload.length)).isEqualTo(block);
        assertThat(after.notes())
                .anyMatch(note ->
                        note.weight() == Note.Weight.WARNING && note.text().contains("malformed"));
    }

    @Test
    void aManifestIsKeptWithAWarning() {
        byte[] file = TestJpegs.with(
                TestJpegs.colours(), TestJpegs.Segment.of(0xEB, "JP\0\1", new byte[] {0, 0, 0, 1, 0, 0, 0, 8}));
        Composed after = TestPictures.marked(file, MARK);
        assertThat(payloads(after.file(), SegmentKind.JUMBF)).hasSize(1);
        assertThat(after.notes()).anyMatch(note -> note.weight() == Note.Weight.WARNING);
    }

    @Test
    void furtherPicturesBehindTheFirstAreStillFound() {
        byte[] second = TestJpegs.grey();
        byte[] index = new byte[8 + 2 + 12 + 4 + 32];
        byte[] first = TestJpegs.with(TestJpegs.colours(), TestJpegs.Segment.of(0xE2, "MPF\0", index));
        ByteBuffer out = ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1);
        out.putShort((short) 0xB002).putShort((short) 7).putInt(32).putInt(26).putInt(0);
        int place = 20 + 8;
        out.putInt(0x20000000).putInt(first.length).putInt(0).putInt(0);
        out.putInt(0).putInt(second.length).putInt(first.length - place).putInt(0);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(TestJpegs.with(TestJpegs.colours(), TestJpegs.Segment.of(0xE2, "MPF\0", index)));
        both.writeBytes(second);
        byte[] after = TestPictures.marked(both.toByteArray(), MetadataPolicy.USUAL.author("Zoe"), MARK)
                .file();
        JpegFile now = file(after);
        JpegSegment segment = now.segments().stream()
                .filter(each -> each.kind() == SegmentKind.MULTI_PICTURE)
                .findFirst()
                .orElseThrow();
        ByteBuffer entries = ByteBuffer.wrap(now.payload(segment)).order(ByteOrder.LITTLE_ENDIAN);
        int start = segment.payload() + 4 + entries.getInt(4 + 26 + 16 + 8);
        assertThat(after.length - start).isEqualTo(second.length);
        assertThat(Arrays.copyOfRange(after, start, after.length)).isEqualTo(second);
        assertThat(entries.getInt(4 + 26 + 4)).isEqualTo(now.trailer());
    }

    @Test
    void aColouredMarkOnGreyIsMadeGreyWithANote() {
        Layer mark = TestPictures.layer(new Box(70, 50, 30, 20), i -> 0xFF00FF00);
        Composed after = TestPictures.marked(TestJpegs.grey(), mark);
        assertThat(after.notes()).extracting(Note::text).anyMatch(text -> text.contains("made grey"));
        assertThat(TestPictures.read(after.file(), "jpeg").getRaster().getSample(85, 60, 0))
                .isBetween(146, 154);
    }

    @Test
    void aTruncatedFileIsRefusedOrMarkedAsFarAsItIsThere() {
        byte[] cut = Arrays.copyOf(TestJpegs.colours(), TestJpegs.colours().length * 3 / 4);
        assertThatThrownBy(() -> TestPictures.marked(cut, MARK))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ends");
        Composed after = Picture.open(cut, Reading.USUAL.damaged(Reading.Damaged.USED))
                .marked(page -> List.of(MARK), MetadataPolicy.USUAL);
        assertThat(after.notes())
                .anyMatch(note ->
                        note.weight() == Note.Weight.WARNING && note.text().startsWith("Damaged"));
        assertThat(TestPictures.read(after.file(), "jpeg").getWidth()).isEqualTo(TestJpegs.WIDTH);
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        MetadataPolicy policy = MetadataPolicy.USUAL.author("Zoe");
        assertThat(TestPictures.marked(rich(), policy, MARK).file())
                .isEqualTo(TestPictures.marked(rich(), policy, MARK).file());
    }
}
