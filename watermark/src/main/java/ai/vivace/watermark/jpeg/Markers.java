package ai.vivace.watermark.jpeg;

import java.util.Locale;

/** The second byte of each marker, the first being 0xFF: the standard's table B.1. */
final class Markers {
    static final int FULL = 0xFF;
    static final int SOF0 = 0xC0;
    static final int SOF1 = 0xC1;
    static final int SOF2 = 0xC2;
    static final int DHT = 0xC4;
    static final int JPG = 0xC8;
    static final int DAC = 0xCC;
    static final int SOF15 = 0xCF;
    static final int RST0 = 0xD0;
    static final int RST7 = 0xD7;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DNL = 0xDC;
    static final int DRI = 0xDD;
    static final int DHP = 0xDE;
    static final int EXP = 0xDF;
    static final int APP0 = 0xE0;
    static final int APP15 = 0xEF;
    static final int COM = 0xFE;
    static final int TEM = 0x01;

    private Markers() {}

    /** Whether a marker begins a frame. */
    static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    /** Whether a marker stands alone, without a length and a payload. */
    static boolean isAlone(int marker) {
        return isRestart(marker) || marker == SOI || marker == EOI || marker == TEM;
    }

    static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }

    /** The standard's name of a marker. */
    static String name(int marker) {
        if (marker >= APP0 && marker <= APP15) {
            return "APP" + (marker - APP0);
        }
        if (isRestart(marker)) {
            return "RST" + (marker - RST0);
        }
        if (isFrame(marker)) {
            return "SOF" + (marker - SOF0);
        }
        return switch (marker) {
            case DHT -> "DHT";
            case DAC -> "DAC";
            case SOI -> "SOI";
            case EOI -> "EOI";
            case SOS -> "SOS";
            case DQT -> "DQT";
            case DNL -> "DNL";
            case DRI -> "DRI";
            case DHP -> "DHP";
            case EXP -> "EXP";
            case COM -> "COM";
            case TEM -> "TEM";
            default -> String.format(Locale.ROOT, "0x%02X", marker);
        };
    }

    /**
     * Where the entropy-coded data that is at a place ends: at the first byte of the next marker, filling bytes included, or at the end of the file.
     * Zeros stuffed behind 0xFF are data.
     */
    static int next(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length) {
            if (at + Long.BYTES <= bytes.length && !Words.hasFull(Words.get(bytes, at))) {
                at += Long.BYTES;
                continue;
            }
            int window = Math.min(at + Long.BYTES, bytes.length);
            while (at < window && bytes[at] != (byte) FULL) {
                at++;
            }
            if (at < window) {
                int code = afterFill(bytes, at);
                if (code >= bytes.length || bytes[code] != 0) {
                    return at;
                }
                at = code + 1;
            }
        }
        return bytes.length;
    }

    /** The first byte from a place on that is not 0xFF. */
    static int afterFill(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] == (byte) FULL) {
            at++;
        }
        return at;
    }
}
