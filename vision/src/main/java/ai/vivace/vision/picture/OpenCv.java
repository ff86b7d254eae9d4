package ai.vivace.vision.picture;

import ai.vivace.tensor.Engine;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes with OpenCV, about twice as fast as Java does. The only class that names it. Native memory is kept between pictures, as new
 * pages cost a quarter of the time: as much as there are threads that decode at once, each with room for a picture of ordinary size.
 */
final class OpenCv {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCv.class);

    /** No room for more is kept. */
    private static final long MOST_KEPT = 1L << 26;

    /** What whole files are read as; the first has values as they are stored, the other is reduced while it is decoded. */
    private static final int STORED = opencv_imgcodecs.IMREAD_UNCHANGED;

    private static final int RGB = opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    private static final boolean LOADED = load();

    private static final Deque<Room> FREE = new ArrayDeque<>();

    private OpenCv() {}

    private static boolean load() {
        try {
            // JavaCPP is set up by the engine, which must come first.
            Engine.start();
            Loader.load(opencv_imgcodecs.class);
            opencv_core.setNumThreads(1);
            return true;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            LOG.warn(
                    "OpenCV does not load ({}): pictures are decoded by Java, which takes twice as long and cannot read WebP.",
                    e.toString());
            return false;
        }
    }

    /** Whether it is there. */
    static boolean isLoaded() {
        return LOADED;
    }

    /**
     * Decodes a photo to red, green and blue.
     *
     * @param reduction 1, 2, 4 or 8: what height and width are divided by while decoding, rounded up
     * @return null when OpenCV is not there or cannot decode it
     */
    static @Nullable Pixels photo(byte[] file, int reduction) {
        return decode(file, RGB | reductionFlag(reduction));
    }

    /** Decodes a picture with its opacity and all of its bits, and brings it to 8 bits on white; null as for {@link #photo}. */
    static @Nullable Pixels stored(byte[] file) {
        return decode(file, STORED);
    }

    private static int reductionFlag(int reduction) {
        return switch (reduction) {
            case 1 -> 0;
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
            case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
            default -> throw new IllegalArgumentException("reduction " + reduction);
        };
    }

    private static @Nullable Pixels decode(byte[] file, int flags) {
        if (!LOADED) {
            return null;
        }
        Room room = take();
        try {
            return room.decode(file, flags);
        } catch (RuntimeException e) {
            // A C++ exception: it cannot decode the file; somebody else may.
            LOG.debug("OpenCV cannot decode a picture.", e);
            return null;
        } finally {
            giveBack(room);
        }
    }

    private static Room take() {
        synchronized (FREE) {
            Room room = FREE.pollFirst();
            return room == null ? new Room() : room;
        }
    }

    private static void giveBack(Room room) {
        if (room.size() > MOST_KEPT) {
            room.close();
            return;
        }
        synchronized (FREE) {
            if (FREE.size() < Runtime.getRuntime().availableProcessors()) {
                FREE.addFirst(room);
                return;
            }
        }
        room.close();
    }

    /** Native memory for one picture at a time. */
    private static final class Room implements AutoCloseable {
        private BytePointer bytes = new BytePointer(1 << 18);
        private final Mat picture = new Mat();

        long size() {
            return bytes.capacity() + picture.total() * picture.elemSize();
        }

        @Nullable
        Pixels decode(byte[] file, int flags) {
            if (bytes.capacity() < file.length) {
                bytes.close();
                bytes = new BytePointer(file.length + file.length / 2L);
            }
            bytes.position(0).put(file);
            try (Mat encoded = new Mat(1, file.length, opencv_core.CV_8UC1, bytes)) {
                opencv_imgcodecs.imdecode(encoded, flags, picture).close();
            }
            return picture.empty() || !picture.isContinuous() ? null : pixels(flags == STORED);
        }

        private @Nullable Pixels pixels(boolean isBlueFirst) {
            int width = picture.cols();
            int height = picture.rows();
            int channels = picture.channels();
            int bytesEach = picture.depth() == opencv_core.CV_8U ? 1 : picture.depth() == opencv_core.CV_16U ? 2 : 0;
            if (bytesEach == 0) {
                return null;
            }
            byte[] values = new byte[Math.multiplyExact(width * height, channels * bytesEach)];
            picture.data().get(values);
            if (!isBlueFirst) {
                return new Pixels(width, height, channels, values);
            }
            return StoredSamples.pixels(width, height, channels, bytesEach, values);
        }

        @Override
        public void close() {
            picture.close();
            bytes.close();
        }
    }
}
