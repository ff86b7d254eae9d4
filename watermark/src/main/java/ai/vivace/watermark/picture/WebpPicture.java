package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/** A WebP picture, which is only read. */
final class WebpPicture extends Picture {
    private static final int FIRST = 12;

    private final byte[] bytes;
    private final PictureInfo info;
    private @Nullable Samples decoded;

    WebpPicture(byte[] bytes, Reading reading) {
        this.bytes = bytes;
        Notes notes = new Notes();
        Chunks chunks = new Chunks(bytes, reading, notes);
        Box size = chunks.size();
        reading.limit().check(size.width(), size.height());
        Optional<ExifBlock> exif = chunks.exif.flatMap(block -> ExifBlock.of(block, notes));
        info = new PictureInfo(
                PictureFormat.WEBP,
                size.width(),
                size.height(),
                exif.map(block -> block.orientation(notes)).orElse(Orientation.UPRIGHT),
                1,
                8,
                chunks.alpha ? ColourModel.RGB_ALPHA : ColourModel.RGB,
                exif.flatMap(ExifBlock::resolution),
                new Attachments(chunks.icc, chunks.exif, chunks.xmp),
                notes.list());
    }

    /** The pieces of the file, which each have a name of four letters and a length. */
    private static final class Chunks {
        private final Bytes numbers;
        private Optional<byte[]> icc = Optional.empty();
        private Optional<byte[]> exif = Optional.empty();
        private Optional<byte[]> xmp = Optional.empty();
        private Box extended = Box.EMPTY;
        private Box pixels = Box.EMPTY;
        private boolean alpha;

        Chunks(byte[] bytes, Reading reading, Notes notes) {
            numbers = Bytes.little(bytes, "WebP file");
            long at = FIRST;
            while (at + 8 <= bytes.length) {
                String name = numbers.text(at, 4, StandardCharsets.ISO_8859_1);
                long length = numbers.u32(at + 4);
                if (at + 8 + length > bytes.length) {
                    reading.damage("The WebP file ends within its piece " + name.strip() + ".", notes);
                    length = bytes.length - at - 8;
                }
                take(name, at + 8, length);
                at += 8 + length + (length & 1);
            }
        }

        private void take(String name, long at, long length) {
            switch (name) {
                case "VP8X" -> {
                    int flags = numbers.u8(at);
                    alpha |= (flags & 0x10) != 0;
                    extended = Box.of(u24(at + 4) + 1, u24(at + 7) + 1);
                    InputException.require(
                            (flags & 2) == 0,
                            () -> "Expected a still WebP picture, but it is an animation, which is not read."
                                    + " Save it as GIF or as single frames first.");
                }
                case "VP8 " -> pixels = Box.of(numbers.u16(at + 6) & 0x3FFF, numbers.u16(at + 8) & 0x3FFF);
                case "VP8L" -> {
                    long bits = numbers.u32(at + 1);
                    pixels = Box.of((int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1);
                    alpha |= (bits >> 28 & 1) != 0;
                }
                case "ICCP" -> icc = Optional.of(numbers.slice(at, length));
                case "EXIF" -> exif = Optional.of(withoutPreamble(numbers.slice(at, length)));
                case "XMP " -> xmp = Optional.of(numbers.slice(at, length));
                default -> {}
            }
        }

        /** Some programs put before it what belongs to JPEG. */
        private static byte[] withoutPreamble(byte[] exif) {
            return PictureFormat.starts(exif, 0, "Exif\0\0") ? Arrays.copyOfRange(exif, 6, exif.length) : exif;
        }

        private int u24(long at) {
            return numbers.u16(at) | numbers.u8(at + 2) << 16;
        }

        Box size() {
            InputException.require(
                    !pixels.isEmpty(), () -> "Expected a WebP file with pixels, but it has none. Is it complete?");
            InputException.require(
                    extended.isEmpty() || extended.equals(pixels),
                    () -> "Expected one size in the WebP file, but its header says " + extended.width() + " x "
                            + extended.height() + " and its pixels " + pixels.width() + " x " + pixels.height()
                            + ". The file is damaged.");
            return pixels;
        }
    }

    @Override
    public PictureInfo info() {
        return info;
    }

    @Override
    public void read(Box box, int[] argb) {
        Samples there = decoded == null ? decode() : decoded;
        decoded = there;
        there.read(box, argb);
    }

    @Override
    Samples samples(Notes notes) {
        notes.addAll(info.notes());
        Samples taken = decoded == null ? decode() : decoded;
        decoded = null;
        return taken;
    }

    private Samples decode() {
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        try (MemoryInput in = new MemoryInput(bytes)) {
            reader.setInput(in);
            return RasterSamples.of(reader.read(0));
        } catch (IOException | RuntimeException e) {
            // The library lets many kinds through for damaged files.
            throw new InputException(
                    "The pixels of the WebP file cannot be read: " + e.getMessage()
                            + ". Copy it again, or save it as PNG first.",
                    e);
        } finally {
            reader.dispose();
        }
    }

    @Override
    public Composed marked(PageLayers layers, MetadataPolicy policy) {
        throw new InputException("Expected PNG or JPEG as the format to write, as WebP is only read here."
                + " Give the marked picture a name that ends with .png or .jpg.");
    }
}
